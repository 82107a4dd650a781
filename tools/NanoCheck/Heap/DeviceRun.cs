// NanoCheck heap: one run of the whole image from Main on, in a script's hands: it lets the loop
// turn, types, knocks, and looks at the heap in between. Nothing of the firmware is replaced; what
// is beneath it stands in (Standins).

using Portreeve.HeapModel;
using Portreeve.NanoCheck.Heap.Standins;

using System.Reflection;

namespace Portreeve.NanoCheck.Heap;

/// <summary>Runs the image.</summary>
internal sealed class DeviceRun
{
    /// <summary>The loop naps a whole tick when idle.</summary>
    private const int TickMs = 10;

    private readonly DeviceContext _context = new();
    private readonly List<object> _roots = [];
    private IEnumerator<int>? _script;
    private int _turns;

    /// <param name="assemblies">The image, in the order of its dependencies.</param>
    /// <param name="resolver">Finds the libraries.</param>
    public DeviceRun(IReadOnlyList<ChipAssembly> assemblies, Mono.Cecil.IAssemblyResolver resolver)
    {
        foreach (ChipAssembly assembly in assemblies)
        {
            _context.Add(assembly, resolver);
        }

        _context.LoadAll();
        Heap = new ChipHeap(long.MaxValue, 0, AddRoots, _context.IsOurs)
        {
            // The loop is on the stack only, so it is remembered when it is made.
            Made = made =>
            {
                if (made.GetType().FullName == "Portreeve.Device.Machine")
                {
                    _roots.Add(made);
                }
            },
        };
    }

    /// <summary>What it takes.</summary>
    public ChipHeap Heap { get; }

    /// <summary>How often the loop has turned.</summary>
    public long Turns { get; private set; }

    /// <summary>Runs Main until the script ends.</summary>
    /// <param name="script">Each number lets so many turns of the loop pass.</param>
    /// <exception cref="InvalidOperationException">The firmware restarted the board.</exception>
    public void Run(IEnumerable<int> script)
    {
        _script = script.GetEnumerator();
        _turns = 1;
        Chip.Rest = Turn;
        bool isOver = false;
        try
        {
            MethodInfo main = _context.Firmware
                .Select(a => a.GetType("Portreeve.Device.Program")).OfType<Type>().Single()
                .GetMethod("Main")!;
            // Static constructors run first, as on the chip.
            Heap.Walk();
            Heap.Enter(() => main.Invoke(null, null));
        }
        catch (TargetInvocationException e) when (e.InnerException is PowerOff off)
        {
            isOver = _isOver;
            if (!isOver)
            {
                throw new InvalidOperationException(off.Message);
            }
        }
        finally
        {
            Chip.Reset();
            Chip_System_Net_NetworkInformation.NetworkChange.Reset();
        }
    }

    private const string Over = "the script is over";

    private void Turn()
    {
        Chip.NowMs += TickMs;
        Turns++;
        if (--_turns > 0)
        {
            return;
        }

        if (_isOver || !_script!.MoveNext())
        {
            _isOver = true;
            throw new PowerOff(Over);
        }

        _turns = _script.Current;
    }

    private bool _isOver;

    private void AddRoots(HeapWalk walk)
    {
        foreach (Assembly assembly in _context.Firmware)
        {
            walk.AddStatics(assembly);
        }

        foreach (object thread in Chip.Threads)
        {
            walk.Add(thread, "Device");
        }

        foreach (object? handler in Chip_System_Net_NetworkInformation.NetworkChange.Handlers)
        {
            walk.Add(handler, "Device");
        }

        foreach (object root in _roots)
        {
            walk.Add(root, "Device");
        }
    }
}
