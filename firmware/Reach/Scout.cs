// Reach: looks ahead for somebody who is filling in a door: does this machine answer on that port,
// where is that friend? It asks with one of the owner's own sockets, knows no rule, changes
// nothing, and never waits. At rest it holds nothing; what it found is forgotten after a minute.
//
//   Idle --Start--> Naming --address--> Calling --connected, refused, late--> Idle (with a Sight)
//                      '--- a friend: found or not ------------------------------^

using Portreeve.Names;
using Portreeve.Outside;
using Portreeve.Table;
using Portreeve.Values;

namespace Portreeve.Reach
{
    /// <summary>What was asked, and what was seen. Values only.</summary>
    internal sealed class Sight
    {
        /// <summary>The name or address asked about.</summary>
        public string Host;

        /// <summary>Its port; 0 asks where a friend is.</summary>
        public int Port;

        /// <summary>One of the words of <see cref="Finding"/>.</summary>
        public string Verdict = Finding.Waiting;

        /// <summary>A sentence without a full stop, or null while nothing is known.</summary>
        public string Text;

        /// <summary>When the step under way began, or when it ended; monotonic ms.</summary>
        public long SinceMs;
    }

    /// <summary>One question at a time.</summary>
    internal sealed class Scout
    {
        private const int KeptMs = 60000;

        private readonly Reachability _reach;
        private readonly Resolver _names;
        private DnsLookup _lookup;
        private IDial _dial;

        /// <param name="reach">The network to dial with, our place in it, and the budget.</param>
        /// <param name="names">Asks DNS.</param>
        public Scout(Reachability reach, Resolver names)
        {
            _reach = reach;
            _names = names;
        }

        /// <summary>The last question, or null.</summary>
        public Sight Sight { get; private set; }

        /// <summary>Asks; what was asked before is given up.</summary>
        /// <param name="host">A checked name or address.</param>
        /// <param name="port">Of a machine, or 0 for a friend.</param>
        /// <param name="nowMs">Monotonic time in ms.</param>
        public void Start(string host, int port, long nowMs)
        {
            Stop();
            Sight = new Sight();
            Sight.Host = host.ToLower();
            Sight.Port = port;
            Sight.SinceMs = nowMs;
            uint address;
            if (IPv4.TryParse(host, out address))
            {
                Call(address, nowMs);
                return;
            }
            _lookup = new DnsLookup();
            _lookup.Name = Sight.Host;
            if (_names.Dns.Ask(_lookup, true)) return;
            _lookup = null;
            End(Finding.Unsure, "too many names are being looked up", nowMs);
        }

        /// <summary>Looks after what is under way. True: something came of it.</summary>
        public bool Step(long nowMs)
        {
            if (Sight == null) return false;
            if (_lookup != null) return StepName(nowMs);
            if (_dial != null) return StepCall(nowMs);
            if (nowMs - Sight.SinceMs > KeptMs) Sight = null;
            return false;
        }

        /// <summary>Gives up what is under way.</summary>
        public void Stop()
        {
            if (_lookup != null) _names.Dns.Forget(_lookup);
            _lookup = null;
            if (_dial != null)
            {
                _dial.Abandon();
                _reach.Budget.ReturnOwnerConnection();
            }
            _dial = null;
            Sight = null;
        }

        private bool StepName(long nowMs)
        {
            DnsLookup lookup = _lookup;
            if (lookup.IsUnderWay) return false;
            _lookup = null;
            if (lookup.State != DnsVerdict.Found)
            {
                End(Finding.Bad, LookupState.ToText(lookup.State), nowMs);
                return true;
            }
            uint address = lookup.Addresses[0];
            if (Sight.Port > 0) Call(address, nowMs);
            else Meet(address, nowMs);
            return true;
        }

        private void Meet(uint address, long nowMs)
        {
            string at = IPv4.ToText(address);
            if (_names.Friends.Trusts(Sight.Host, address))
            {
                End(Finding.Good, Sight.Host + " is " + at, nowMs);
            }
            else
            {
                End(Finding.Bad, "DNS says " + at + ", which nobody outside can have", nowMs);
            }
        }

        private void Call(uint address, long nowMs)
        {
            if (Sight.Port == 0)
            {
                End(Finding.Good, null, nowMs);
            }
            else if (_reach.Around.Lan.IsOurs(address))
            {
                End(Finding.Bad, "that is this gateway itself", nowMs);
            }
            else if (!IPv4.IsInside(address, _reach.Around.Lan.IsNear(address)))
            {
                End(Finding.Bad, IPv4.ToText(address) + " is not in your network", nowMs);
            }
            else if (!_reach.Budget.TakeOwnerConnection())
            {
                End(Finding.Unsure, "no socket is free to ask; try again", nowMs);
            }
            else
            {
                Dial(address, nowMs);
            }
        }

        private void Dial(uint address, long nowMs)
        {
            _dial = _reach.Dial(address, Sight.Port, null);
            Sight.SinceMs = nowMs;
            if (_dial == null) End(Finding.Bad, _reach.Around.Network.Trouble, nowMs);
        }

        private bool StepCall(long nowMs)
        {
            int state = _dial.State;
            long tookMs = nowMs - Sight.SinceMs;
            if (state == DialState.Pending && tookMs < Limits.DialMs) return false;
            if (state == DialState.Connected) _dial.Take().Close(true);
            else _dial.Abandon();
            _dial = null;
            _reach.Budget.ReturnOwnerConnection();
            if (state == DialState.Connected)
            {
                End(Finding.Good, "answers in " + tookMs.ToString() + " ms", nowMs);
            }
            else if (state == DialState.Failed)
            {
                End(Finding.Bad, "does not take connections on port " + Sight.Port.ToString()
                    + "; is its program running?", nowMs);
            }
            else
            {
                End(Finding.Bad, "does not answer; is it switched on?", nowMs);
            }
            return true;
        }

        private void End(string verdict, string text, long nowMs)
        {
            Sight.Verdict = verdict;
            Sight.Text = text;
            Sight.SinceMs = nowMs;
        }
    }
}
