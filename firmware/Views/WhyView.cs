// Views: why an address would be let in or not: the sentence that console and page show, and the
// same as JSON. Asks Why and changes nothing.

using Portreeve.Changes;
using Portreeve.Reach;
using Portreeve.Relay;
using Portreeve.Table;
using Portreeve.Wire;

namespace Portreeve.Views
{
    /// <summary>Would this source be let in here, and why? A value, for console and page.</summary>
    internal sealed class WhyReport
    {
        /// <summary>True when it would be let in.</summary>
        public bool IsAllowed;

        /// <summary>The verdict in words.</summary>
        public string Text;

        /// <summary>The rule that decided, or null.</summary>
        public Rule Rule;

        /// <summary>The list entry that let it in, or null.</summary>
        public string Entry;

        /// <summary>Asks Admission the very question that a real try asks.</summary>
        /// <param name="rooms">The rooms.</param>
        /// <param name="isUdp">Protocol.</param>
        /// <param name="port">Our port.</param>
        /// <param name="source">The client's address, host order.</param>
        /// <param name="atUtcSeconds">The time asked about, seconds since 1970; 0 = now.</param>
        public static WhyReport Ask(Rooms rooms, bool isUdp, int port, uint source,
            long atUtcSeconds)
        {
            WhyReport answer = new WhyReport();
            answer.Rule = rooms.Table.FindPort(isUdp, port);
            if (answer.Rule == null)
            {
                answer.Text = "No: no rule has " + DoorName.Of(isUdp, port)
                    + ", so nobody listens there.";
                return answer;
            }
            Why why = new Why(rooms.Admission, rooms.Around.Clock);
            answer.Text = why.Explain(answer.Rule, source, atUtcSeconds);
            answer.IsAllowed = why.IsAllowed;
            answer.Entry = why.Entry;
            if (answer.IsAllowed && atUtcSeconds == 0) answer.AskTheDoor(rooms);
            return answer;
        }

        // The list may say yes while the door or the way behind it is not open at all.
        private void AskTheDoor(Rooms rooms)
        {
            int state = rooms.Relay.DoorOf(Rule);
            if (state == DoorState.SafeMode || state == DoorState.Unclaimed
                || state == DoorState.NoTarget)
            {
                Text += " But " + DoorSentence.Of(state, Rule, rooms.Relay) + ".";
            }
            else if (state == DoorState.Failed)
            {
                Text += " But the door cannot be opened now: "
                    + DoorSentence.Of(state, Rule, rooms.Relay) + ".";
            }
            else if (!rooms.Relay.Memory.Admits(Limits.SessionBytes))
            {
                Text += " But memory is short now, so newcomers are refused.";
            }
            else if (!rooms.Relay.Budget.HasRoomForSession)
            {
                Text += " But all sockets are in use now, so it waits until one is free.";
            }
        }
    }

    /// <summary>The same for page and scripts.</summary>
    internal sealed class WhyJson : JsonReport
    {
        private readonly WhyReport _answer;

        public WhyJson(WhyReport answer)
        {
            _answer = answer;
        }

        /// <inheritdoc/>
        protected override void Write(JsonWriter json)
        {
            json.OpenObject();
            json.Flag("allowed", _answer.IsAllowed);
            json.Text("text", _answer.Text);
            if (_answer.Rule == null) json.Null("rule");
            else json.Number("rule", _answer.Rule.Number);
            json.Text("entry", _answer.Entry);
            json.CloseObject();
        }

        /// <inheritdoc/>
        protected override bool Advance()
        {
            return false;
        }
    }
}
