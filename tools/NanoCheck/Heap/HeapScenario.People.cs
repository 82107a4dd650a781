// NanoCheck heap: the second half of the day: people inside, the page open and polled, the console,
// every way of being reached, datagrams.

using Chip_System_Net_Sockets;
using Portreeve.NanoCheck.Heap.Standins;

namespace Portreeve.NanoCheck.Heap;

internal sealed partial class HeapScenario
{
    private IEnumerable<int> People()
    {
        long before = Bytes();
        var clients = new List<Socket>();
        _adapters.Start();
        _meter.Start();
        for (int i = 0; i < Sessions; i++)
        {
            clients.Add(Chip.Sockets.Last(s => s.IsOpen && s.Port == 8084)
                .Knock(Friend, 40000 + i));
            yield return 20;
        }

        _meter.Stop("session opened", Sessions);
        _adapters.Stop("a session", HeapModel.Adapters.Accepted + HeapModel.Adapters.Dialed,
            Sessions);
        Live["session"] = (Bytes() - before) / Sessions;
        int chunks = 0;
        _meter.Start();
        foreach (Socket client in clients)
        {
            client.Arrive(new byte[28800]);
            chunks += 10;
        }

        yield return 40;
        _meter.Stop("chunk forwarded", chunks);
        _meter.Start();
        // The clients first: their end goes on, and the targets answer it with theirs.
        foreach (IEnumerable<Socket> side in
            new[] { clients, Chip.Sockets.Where(s => s.IsUpstream) })
        {
            foreach (Socket one in side)
            {
                one.IsFinished = true;
            }

            yield return TurnsASecond;
        }

        _meter.Stop("session ended", Sessions);
        yield return 20 * TurnsASecond;
        Chip.Type("portmap add tcp 8095 192.168.1.40:80 from 203.0.113.0/24");
        yield return TurnsASecond;
        Socket closed = Chip.Sockets.Last(s => s.IsOpen && s.Port == 8095);
        _meter.Start();
        for (int i = 0; i < Sessions; i++)
        {
            closed.Knock(Friend + ((long)i << 24), 42000 + i);
            yield return 20;
        }

        _meter.Stop("newcomer refused", Sessions);
    }

    // A minute with the page open and somebody inside: what runs here more than once runs often.
    private IEnumerable<int> Day()
    {
        _owner.Connect();
        _owner.Get("/api/v1/status");
        yield return 20;
        _owner.Read();
        _meter.Start();
        for (int i = 0; i < Polls; i++)
        {
            _owner.Get("/api/v1/status");
            yield return 4;
            _owner.Read();
            Expect("status poll");
        }

        _meter.Stop("status poll", Polls);
        Socket client = Chip.Sockets.Last(s => s.IsOpen && s.Port == 8083).Knock(Friend, 41000);
        yield return 20;
        _run.Heap.Structs.Clear();
        for (int second = 0; second < 60; second++)
        {
            client.Arrive(new byte[100]);
            if (second % 2 == 0)
            {
                _owner.Get("/api/v1/status");
            }

            yield return TurnsASecond;
            _owner.Read();
        }

        foreach ((string method, long count) in _run.Heap.Structs)
        {
            Structs[method] = count;
        }

        foreach (string line in new[] { "show status", "show rules", "show limits", "show journal",
            "help" })
        {
            _meter.Start();
            Chip.Type(line);
            yield return TurnsASecond;
            _meter.Stop(line, 1);
        }
    }

    // A name that nobody answers: its question stays open, and its door shut.
    private IEnumerable<int> Datagrams()
    {
        _adapters.Start();
        Chip.Type("portmap add udp 8096 192.168.1.41:53 from any");
        yield return TurnsASecond;
        _adapters.Stop("a datagram door", HeapModel.Adapters.DatagramDoor);
        _adapters.Start();
        Chip.Type("portmap add udp 8097 192.168.1.41:53 from friend2.example.org");
        yield return TurnsASecond;
        _adapters.Stop("a lookup", HeapModel.Adapters.Datagrams);
        foreach (string line in new[] { "portmap del 9", "portmap del 8" })
        {
            Chip.Type(line);
            yield return TurnsASecond;
        }
    }

    // Every switch of being reached on: what stands then, and what an update of the name makes.
    private IEnumerable<int> Reached()
    {
        _owner.Leave();
        yield return 60 * TurnsASecond;
        long before = Bytes();
        _meter.Start();
        foreach (string line in Outdoors.Lines)
        {
            Chip.Type(line);
            foreach (int turns in Pass(5 * TurnsASecond))
            {
                yield return turns;
            }
        }

        _meter.Stop("reached: switched on", 1);
        if (_outdoors.Updates != 1 || _outdoors.Leases < Rules)
        {
            throw new InvalidOperationException($"{_outdoors.Leases} ports were leased and "
                + $"{_outdoors.Updates} names updated: the board is not reached");
        }

        _meter.Start();
        foreach (int turns in Pass(IdleMinutes * 60 * TurnsASecond))
        {
            yield return turns;
        }

        _meter.Stop("reached: a minute", IdleMinutes);
        Live["being reached"] = Bytes() - before;
    }
}
