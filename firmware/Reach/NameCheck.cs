// Reach: the doctor's look at names: does our name server answer, and does our own name lead here
// as a public resolver sees it. Each is asked anew, since what was found an hour ago says nothing
// of now. Our own name server may know better or worse than the rest of the world; it is asked for
// our name where the public one cannot be reached, and the finding says so.
//
//   Resolver --no name, answer, silence--> Record --no public name, answer--> over
//                                                 --silence--> Ours ---------> over

using Portreeve.Names;
using Portreeve.Outside;
using Portreeve.Table;
using Portreeve.Values;

namespace Portreeve.Reach
{
    /// <summary>Our name server, and our name.</summary>
    internal sealed class NameCheck
    {
        private const int Resolver = 0;
        private const int Record = 1;
        private const int Ours = 2;
        private const int Over = 3;

        private readonly Doctor _doctor;
        private readonly Reachability _reach;
        private readonly Rule _rule;
        private DnsLookup _lookup;
        private int _stage;

        /// <param name="doctor">Takes the findings.</param>
        /// <param name="rule">The rule whose names are asked for; null for any.</param>
        public NameCheck(Doctor doctor, Rule rule)
        {
            _doctor = doctor;
            _reach = doctor.Reach;
            _rule = rule;
        }

        /// <summary>Goes on. True: it is over.</summary>
        public bool Step()
        {
            if (_lookup == null) Ask();
            else if (_lookup.IsUnderWay) return false;
            else Take();
            return _stage == Over;
        }

        /// <summary>Gives up what is under way.</summary>
        public void Stop()
        {
            if (_lookup != null) _reach.Dns.Forget(_lookup);
            _lookup = null;
        }

        private void Ask()
        {
            string name = _stage == Resolver ? NameToTry() : OurName;
            if (_stage == Resolver && (name.Length == 0 || OurServer == 0))
            {
                TellUnasked();
                _stage = Record;
            }
            else if (name.Length == 0)
            {
                _doctor.Add("name", Finding.Unsure, "Portreeve has no public name to give out.",
                    "\"ddns\" keeps one at a provider; the page (Board, Names) takes yours.");
                _stage = Over;
            }
            else
            {
                _lookup = _stage == Record ? new PublicLookup(PublicServer) : new DnsLookup();
                _lookup.Name = name.ToLower();
                // Without a place in the queue it is as without a socket.
                if (!_reach.Dns.Ask(_lookup, true)) _lookup.State = LookupState.NoSocket;
            }
        }

        private void Take()
        {
            DnsLookup lookup = _lookup;
            _lookup = null;
            bool isAnswer = DnsVerdict.IsAnswer(lookup.State);
            if (_stage == Resolver)
            {
                TellResolver(lookup, isAnswer);
                _stage = Record;
                return;
            }
            bool isOurs = _stage == Ours;
            // Nobody who is silent has a say.
            _stage = isAnswer || isOurs ? Over : Ours;
            if (_stage == Over) Compare(lookup, isOurs);
        }

        private void TellUnasked()
        {
            uint server = OurServer;
            if (server == 0)
            {
                _doctor.Add("resolver", Finding.Bad, "No name server is known, so no friend's name "
                    + "is found.", "The router should tell one by DHCP; \"address\" sets it.");
                return;
            }
            _doctor.Add("resolver", Finding.Unsure, "The name server " + IPv4.ToText(server)
                + " was not asked: no rule has a name.", null);
        }

        private void TellResolver(DnsLookup lookup, bool isAnswer)
        {
            string server = "The name server " + IPv4.ToText(isAnswer ? lookup.Server : OurServer);
            if (isAnswer)
            {
                _doctor.Add("resolver", Finding.Good, server + " answers: " + lookup.Name
                    + (lookup.Count > 0 ? " is found." : " has no address there."), null);
                return;
            }
            bool isOurFault = lookup.State == LookupState.NoSocket
                || lookup.State == LookupState.NoMemory;
            _doctor.Add("resolver", isOurFault ? Finding.Unsure : Finding.Bad, server
                + " has not found " + lookup.Name + ": " + LookupState.ToText(lookup.State) + ".",
                "Does it run? The router usually is one; \"address\" sets another.");
        }

        private void Compare(DnsLookup lookup, bool isOurs)
        {
            uint outside = _doctor.Outside;
            string name = lookup.Name;
            string who = isOurs ? ", our own name server says; a public one did not answer"
                : ", " + IPv4.ToText(lookup.AskedServer) + " says";
            if (lookup.Count == 0)
            {
                bool isWrong = !isOurs && DnsVerdict.IsAnswer(lookup.State);
                _doctor.Add("name", isWrong ? Finding.Bad : Finding.Unsure, name
                    + " is not found: " + LookupState.ToText(lookup.State) + ".",
                    "Is it spelled right, and kept at its provider?");
                return;
            }
            bool isSame = false;
            for (int i = 0; i < lookup.Count; i++)
            {
                if (lookup.Addresses[i] == outside) isSame = true;
            }
            string leads = name + " leads to " + IPv4.ToText(lookup.Addresses[0])
                + (lookup.Count > 1 ? " and to others" : "");
            if (isSame)
            {
                bool isWell = !isOurs && lookup.Count == 1;
                _doctor.Add("name", isWell ? Finding.Good : Finding.Unsure, leads + who
                    + ". That is our address outside.", lookup.Count == 1 ? null
                    : "A friend may be sent to one that is not ours: keep one address only.");
            }
            else if (outside == 0)
            {
                _doctor.Add("name", Finding.Unsure, leads + who + "; whether that is us is not "
                    + "known.", null);
            }
            else
            {
                _doctor.Add("name", isOurs ? Finding.Unsure : Finding.Bad, leads + who
                    + ". But our address outside is " + IPv4.ToText(outside)
                    + ": the record is out of date.", _reach.Ddns == null
                    ? "Whoever keeps the name must be told; \"ddns\" does it."
                    : "DNS takes a few minutes after a change; \"ddns\" tells what the provider "
                    + "said, \"ddns now\" tells it again.");
            }
        }

        // A name that the rule has, or another one, or ours. Names of the house are not asked for
        // there.
        private string NameToTry()
        {
            for (int i = 0; _rule != null && i < _rule.From.Entries.Length; i++)
            {
                NamedHost friend = _rule.From.Entries[i].Friend;
                if (friend != null && !HostName.IsLocal(friend.Name)) return friend.Name;
            }
            string name = OneOf(_doctor.Names.Friends);
            if (name.Length == 0) name = OneOf(_doctor.Names.Targets);
            return name.Length > 0 ? name : OurName;
        }

        private static string OneOf(NameBook book)
        {
            for (int i = 0; i < book.Count; i++)
            {
                if (!HostName.IsLocal(book.At(i).Name)) return book.At(i).Name;
            }
            return "";
        }

        // What DNS can be asked for: no address, no name of the house.
        private string OurName
        {
            get
            {
                string name = _reach.NameToShare;
                return HostName.IsNumeric(name) || HostName.IsLocal(name) ? "" : name;
            }
        }

        private uint PublicServer
        {
            get
            {
                uint address;
                return IPv4.TryParse(_reach.Settings.Resolver, out address) ? address
                    : Limits.PublicResolver;
            }
        }

        private uint OurServer
        {
            get
            {
                ILan lan = _reach.Around.Lan;
                return lan.DnsServer(0) != 0 ? lan.DnsServer(0) : lan.DnsServer(1);
            }
        }

        /// <summary>One that asks a server of the internet.</summary>
        private sealed class PublicLookup : DnsLookup
        {
            private readonly uint _server;

            public PublicLookup(uint server)
            {
                _server = server;
            }

            /// <inheritdoc/>
            public override uint AskedServer { get { return _server; } }
        }
    }
}
