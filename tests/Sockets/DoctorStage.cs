// The stage of the doctor's tests: a street with name servers, a machine behind the door, and all
// that a good day needs.

using System.Net.Sockets;

namespace Portreeve.Sockets;

public abstract class DoctorStage(ITestOutputHelper output) : IDisposable
{
    private protected const int Port = 8080;
    private protected const string Name = "anna.test";
    private protected const string Friend = "friend.test";
    private protected const string Greeting = "220 hello";

    private readonly Scratch _flash = new();
    private readonly List<IDisposable> _parts = [];
    private protected Street _street;
    private protected NameServer _ours;
    private protected NameServer _public;
    private protected Upstream _target;

    public void Dispose()
    {
        GC.SuppressFinalize(this);
        _target?.Dispose();
        for (int i = _parts.Count - 1; i >= 0; i--) _parts[i].Dispose();
        _street?.Dispose();
        _flash.Dispose();
    }

    private protected string WaitFor(GatewayProcess gateway)
    {
        Task<string> said = Task.Run(() => gateway.Say("test 1 wait"));
        while (!said.IsCompleted)
        {
            TryIn();
            said.Wait(500);
        }
        output.WriteLine(said.Result);
        return said.Result;
    }

    // The name servers are there before the gateway, which reads who they are.
    private protected void LayOut(RouterTongue tongue, string outside = Street.RouterOutside,
        bool isBehindNat = false)
    {
        _street = new Street(tongue, outside, isBehindNat);
        _parts.Add(_ours = new NameServer(_street.Home));
        _parts.Add(_public = new NameServer(_street.Internet, Street.PublicResolver));
        _target = Cable.In(_street.House, () => new Upstream(socket =>
        {
            socket.Send("220 hello\r\n"u8);
            socket.Receive(new byte[100]);
        }, Street.Neighbour));
    }

    private protected GatewayProcess Start(Mode mode, params string[] environment) =>
        new(environment, mode, _flash.Path, _street.Home);

    private protected void AddRule(GatewayProcess gateway, string rest)
    {
        Assert.StartsWith("Rule ", gateway.Say(
            $"portmap add tcp {Port} {Street.Neighbour}:{_target.Port} {rest}"));
        RunningGateway.Eventually(() => gateway.StateOf("tcp", Port) == "open");
    }

    // All that a good day needs: a friend by name, a name at a provider, a lease, and a friend who
    // has been here.
    private protected void BeReached(GatewayProcess gateway)
    {
        _parts.Add(Cable.In(_street.Internet, () => new DdnsProvider(Street.Outside, 80)));
        _ours.Set(Friend, Street.Outside);
        _public.Set(Name, Street.RouterOutside);
        AddRule(gateway, "from " + Friend);
        gateway.Say("router on");
        gateway.UntilSays("router", $"tcp {Port}: held");
        SetUpDdns(gateway);
        gateway.UntilSays("ddns", $"{Name} is at {Street.RouterOutside}");
        _street.LeadBack(Port);
        // One who stays shows that somebody from outside has come.
        RunningGateway.Eventually(() => TryIn(true), () => gateway.Say("show journal"));
    }

    private static void SetUpDdns(GatewayProcess gateway)
    {
        gateway.Say($"ddns ask http://{Street.Outside}/ip");
        gateway.Say($"ddns http://{Street.Outside}/nic/update?hostname={{names}}&myip={{ip}} {Name}"
            + $" user {DdnsProvider.User} plain\n{DdnsProvider.Password}");
    }

    // A friend from outside dials the router. True: the target has greeted.
    private bool TryIn(bool stays = false)
    {
        try
        {
            Socket socket = Cable.In(_street.Internet,
                () => Wire.Connect(Port, to: Street.RouterOutside));
            if (stays) _parts.Add(socket);
            bool isGreeted = socket.Receive(new byte[100]) > 0;
            if (!stays) socket.Dispose();
            return isGreeted;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private protected string Test(GatewayProcess gateway)
    {
        string said = gateway.Say("test 1");
        output.WriteLine(said + "\n");
        return said;
    }

    // The same, asked again until it is found: what was begun before may not have come to its end,
    // and the doctor waits for machines as long as people do, not as long as a busy computer takes.
    private protected string Finds(GatewayProcess gateway, params (string Step, string Words)[] all)
    {
        string said = "";
        RunningGateway.Eventually(() =>
        {
            said = Test(gateway);
            return all.All(one => Has(said, one.Step, one.Words));
        }, () => said);
        return said;
    }

    private protected static void Found(string said, string step, string words) =>
        Assert.True(Has(said, step, words), $"no {step} with \"{words}\" in:\n{said}");

    private static bool Has(string said, string step, string words) => said.Split('\n')
        .Any(line => line.StartsWith(step + " ") && line.Contains(words));
}
