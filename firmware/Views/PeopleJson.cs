// Views: friends, grants, knocks and bans as JSON (docs/openapi.yaml, schema People), piece by
// piece: between two pieces the lists may change, so each piece asks anew what is at its place.
// Reads only.

using Portreeve.Access;
using Portreeve.Changes;
using Portreeve.Outside;
using Portreeve.Table;
using Portreeve.Wire;

namespace Portreeve.Views
{
    /// <summary>Who may come in, and who tried.</summary>
    internal sealed class PeopleJson : JsonReport
    {
        private const int Friends = 0;
        private const int Grants = 1;
        private const int Knocks = 2;
        // 3 is the banned, whom no branch has to name.
        private const int Over = 4;

        private static readonly string[] Lists = { "friends", "grants", "knocks", "bans" };

        private static readonly string[] Kinds = { "timed", "good", "reboot", "once", "dated" };

        private readonly Rooms _rooms;
        private readonly Knock[] _knocks;
        private readonly Ban[] _bans;
        private int _list;
        private int _place = -1;

        public PeopleJson(Rooms rooms)
        {
            _rooms = rooms;
            _knocks = rooms.Admission.Knocks.List();
            _bans = rooms.Admission.Bans.List(rooms.Around.Clock.NowMs);
        }

        /// <inheritdoc/>
        protected override void Write(JsonWriter json)
        {
            if (_list == Over)
            {
                json.Number("graceS", _rooms.Names.Friends.GraceMs / 1000);
                json.CloseObject();
                return;
            }
            if (_place < 0)
            {
                if (_list == Friends) json.OpenObject();
                json.Name(Lists[_list]);
                json.OpenArray();
            }
            else if (_place < Count())
            {
                WriteItem(json);
            }
            else
            {
                json.CloseArray();
            }
        }

        /// <inheritdoc/>
        protected override bool Advance()
        {
            if (_list == Over) return false;
            if (_place++ < Count()) return true;
            _list++;
            _place = -1;
            return true;
        }

        private int Count()
        {
            switch (_list)
            {
                case Friends: return _rooms.Names.Friends.Count;
                case Grants: return _rooms.Grants.Count;
                case Knocks: return _knocks.Length;
                default: return _bans.Length;
            }
        }

        private void WriteItem(JsonWriter json)
        {
            switch (_list)
            {
                case Friends: WriteFriend(json, _rooms.Names.Friends.At(_place)); break;
                case Grants: WriteGrant(json, _rooms.Grants.At(_place)); break;
                case Knocks: WriteKnock(json, _knocks[_place]); break;
                default: WriteBan(json, _bans[_place]); break;
            }
        }

        private void WriteFriend(JsonWriter json, NamedHost friend)
        {
            IClock clock = _rooms.Around.Clock;
            json.OpenObject();
            json.Text("name", friend.Name);
            json.Name("addresses");
            json.OpenArray();
            for (int i = 0; i < friend.Addresses.Length; i++) json.Address(friend.Addresses[i]);
            json.CloseArray();
            if (friend.Addresses.Length == 0) json.Null("ageS");
            else json.Number("ageS", (clock.NowMs - friend.GoodMs) / 1000);
            json.Flag("believed", friend.IsKnown(clock.NowMs));
            json.Text("error", NamedHost.TroubleOf(friend));
            json.Name("rules");
            json.OpenArray();
            for (int i = 0; i < _rooms.Table.Count; i++)
            {
                Rule rule = _rooms.Table.At(i);
                if (Has(rule, friend)) json.Number(rule.Number);
            }
            json.CloseArray();
            json.CloseObject();
        }

        // One that is over is left out: it lets nobody in.
        private void WriteGrant(JsonWriter json, Grant grant)
        {
            if (grant.Ended != null) return;
            IClock clock = _rooms.Around.Clock;
            Rule rule = _rooms.Table.FindPort(grant.IsUdp, grant.Port);
            long left = grant.LeftSeconds(clock.NowMs, clock.UtcSeconds);
            json.OpenObject();
            json.Number("id", grant.Number);
            json.Text("who", grant.Who.ToString());
            if (rule == null) json.Null("rule");
            else json.Number("rule", rule.Number);
            json.Text("kind", Kinds[grant.Kind]);
            if (left < 0) json.Null("leftS");
            else json.Number("leftS", left);
            json.CloseObject();
        }

        private void WriteKnock(JsonWriter json, Knock knock)
        {
            Rule rule = _rooms.Table.FindPort(knock.IsUdp, knock.Port);
            json.OpenObject();
            json.Number("id", knock.Number);
            json.Address("address", knock.Address);
            json.Text("protocol", knock.IsUdp ? "udp" : "tcp");
            json.Number("port", knock.Port);
            if (rule == null) json.Null("rule");
            else json.Number("rule", rule.Number);
            json.Text("reason", knock.Reason == null ? "" : knock.Reason.Sentence);
            json.Number("count", knock.Count);
            json.Number("ageS", (_rooms.Around.Clock.NowMs - knock.LastMs) / 1000);
            json.CloseObject();
        }

        private static void WriteBan(JsonWriter json, Ban ban)
        {
            json.OpenObject();
            json.Address("address", ban.Address);
            json.Number("leftS", ban.LeftMs / 1000);
            json.CloseObject();
        }

        private static bool Has(Rule rule, NamedHost friend)
        {
            AllowEntry[] entries = rule.From.Entries;
            for (int i = 0; i < entries.Length; i++)
            {
                if (entries[i].Friend == friend) return true;
            }
            return false;
        }
    }
}
