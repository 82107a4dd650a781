// World: who talks with whom, found out from the bytes alone. Every pair must be one client and
// one server connection, and the client must have been on the list of the rule when its target
// was dialed.

using System.Collections.Generic;
using Portreeve.Table;
using Portreeve.World.Outside;
using Portreeve.World.People;

namespace Portreeve.World
{
    /// <summary>Clients and the servers they reached.</summary>
    internal sealed class Pairs
    {
        private readonly Stage _stage;
        private readonly Dictionary<int, Client> _clients = new();
        private readonly Dictionary<int, Caller> _callers = new();
        private readonly Dictionary<int, Server> _servers = new();
        private readonly Dictionary<int, int> _serverOf = new();
        private readonly Dictionary<int, int> _clientOf = new();
        private readonly Dictionary<SimConnection, Dialed> _dials = new();
        private readonly HashSet<(uint, int, int)> _welcomed = new();

        public Pairs(Stage stage)
        {
            _stage = stage;
        }

        /// <summary>Bytes that servers and clients have read.</summary>
        public long BytesRead { get; private set; }

        /// <summary>Clients who reached a server.</summary>
        public int Count { get { return _clientOf.Count; } }

        /// <summary>Datagrams that reached a machine.</summary>
        public int Datagrams { get; private set; }

        public void Add(Client client)
        {
            _clients.Add(client.Number, client);
        }

        public void Add(Caller caller)
        {
            _callers.Add(caller.Number, caller);
        }

        public void Add(Server server)
        {
            _servers.Add(server.Number, server);
        }

        /// <summary>Targets who were told by a header who their client is.</summary>
        public int Headers { get; private set; }

        /// <summary>Somebody came in by a grant, or is let wait for a machine that wakes up: what
        /// the rules say when the dial succeeds no longer counts.</summary>
        public void Welcome(uint address, int port, int door)
        {
            _welcomed.Add((address, port, door));
        }

        /// <summary>The gateway dials: the rules in force at this moment are kept.</summary>
        public void Dial(uint address, int port, SimConnection connection)
        {
            Dialed dialed = new Dialed { UtcSeconds = _stage.Clock.UtcSeconds };
            dialed.Homes = Oracle.Homes(_stage.Gateway);
            RuleTable table = _stage.Gateway.Table;
            for (int i = 0; i < table.Count; i++)
            {
                Rule rule = table.At(i);
                bool leads = rule.TargetAddress == address && rule.TargetPort == port;
                if (leads && !rule.IsUdp) dialed.Rules.Add(rule);
            }
            _dials.Add(connection, dialed);
        }

        /// <summary>A server has read something: judge its client.</summary>
        public void ServerRead(Server server)
        {
            BytesRead = server.Reading.Count;
            int number = server.Reading.Number;
            if (number < 0) return;
            if (!_clients.TryGetValue(number, out Client client))
            {
                _stage.Break(server + " reads from nobody: " + number);
                return;
            }
            if (!_clientOf.TryGetValue(server.Number, out int known))
            {
                _clientOf.Add(server.Number, number);
                JudgeAdmission(server, client);
            }
            else if (known != number) _stage.Break(server + " has two clients");
            if (_serverOf.TryGetValue(number, out int other) && other != server.Number)
            {
                _stage.Break(client + " has two servers");
            }
            _serverOf[number] = server.Number;
            JudgeCount(server, client);
        }

        /// <summary>A client has read something: judge its server.</summary>
        public void ClientRead(Client client)
        {
            int number = client.Reading.Number;
            if (number < 0) return;
            if (!_servers.TryGetValue(number, out Server server))
            {
                _stage.Break(client + " reads from nobody: " + number);
                return;
            }
            if (_clientOf.TryGetValue(number, out int known) && known != client.Number)
            {
                _stage.Break(client + " reads what was for client " + known);
            }
            JudgeCount(client, server);
        }

        /// <summary>A datagram has reached a machine.</summary>
        /// <param name="packet">What arrived, without its header.</param>
        /// <param name="told">Who the header says has sent it; null without.</param>
        public void Datagram(SimPacket packet, Told told)
        {
            Datagrams++;
            if (!Caller.IsWhole(packet)) _stage.Break("a datagram was split, merged or changed");
            else if (!_callers.ContainsKey(Caller.NumberOf(packet)))
            {
                _stage.Break("a datagram from nobody");
            }
            else if (packet.From != SimDatagramNetwork.Gateway)
            {
                _stage.Break("a datagram past the gateway");
            }
            else if (told != null)
            {
                Caller caller = _callers[Caller.NumberOf(packet)];
                JudgeTold(told, true, caller.Address, caller.OwnPort, caller.Port);
            }
        }

        // Bytes out are a prefix of bytes in; and where a FIN was read, all of them are there.
        private void JudgeCount(Talker reader, Talker writer)
        {
            if (reader.Reading.Count > writer.Sent) _stage.Break(reader + " read too much");
            if (!reader.SawFinish || !_stage.Style.HasHalfClose) return;
            if (!writer.HasFinished) _stage.Break(reader + " saw an end that " + writer
                + " never made");
            else if (reader.Reading.Count != writer.Sent)
            {
                _stage.Break(reader + " saw the end after " + reader.Reading.Count + " of "
                    + writer.Sent + " bytes of " + writer);
            }
        }

        private void JudgeAdmission(Server server, Client client)
        {
            Dialed dialed = _dials[server.Door];
            if (server.Told != null)
            {
                JudgeTold(server.Told, false, client.Address, client.OwnPort, client.Port);
            }
            if (_welcomed.Contains((client.Address, client.OwnPort, client.Port))) return;
            foreach (Rule rule in dialed.Rules)
            {
                if (rule.Port != client.Port || !rule.IsEnabled) continue;
                if (!Oracle.Allows(rule, client.Address, dialed.UtcSeconds, dialed.Homes))
                {
                    continue;
                }
                if (rule.ProxyVersion > 0 == (server.Told != null)) return;
                _stage.Break(server + " was told nothing, or what it did not ask for");
                return;
            }
            _stage.Break(client + " reached a server though no list had it");
        }

        // The header tells of the very client whose bytes follow, and of the door it came by.
        private void JudgeTold(Told told, bool isUdp, uint address, int port, int door)
        {
            Headers++;
            bool isTrue = told.IsUdp == isUdp && told.Source == address && told.SourcePort == port
                && told.Destination == SimDatagramNetwork.Gateway && told.DestinationPort == door;
            if (!isTrue) _stage.Break("a target was told of somebody else");
        }

        private sealed class Dialed
        {
            public readonly List<Rule> Rules = new();
            public Dictionary<string, uint[]> Homes;
            public long UtcSeconds;
        }
    }
}
