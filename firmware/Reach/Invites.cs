// Reach: the invites there are, and their door: a port of its own that is open only while there is
// an invite. One visitor at a time, judged by InviteTalk; who guesses wrong three times, or keeps
// us waiting, is not listened to for ten minutes. Never more than what doors can spare: it takes a
// socket only where a session would have fitted beside the judge's.
//
//   no invite: nothing is open          an invite: listening --visitor--> InviteTalk --> listening

using System;
using Portreeve.Access;
using Portreeve.Journal;
using Portreeve.Outside;
using Portreeve.Table;
using Portreeve.Values;

namespace Portreeve.Reach
{
    /// <summary>Invites and their door; made with the first one and gone with the last.</summary>
    internal sealed class Invites
    {
        private const int RetryMs = 5000;

        private readonly Reachability _reach;
        private readonly GrantBook _grants;
        private readonly Invite[] _all = new Invite[Limits.InvitesMax];
        private readonly uint[] _guessers = new uint[Limits.GuessersMax];
        private readonly int[] _guesses = new int[Limits.GuessersMax];
        private readonly long[] _guessedMs = new long[Limits.GuessersMax];
        private IAcceptor _acceptor;
        private InviteTalk _visitor;
        private int _numbers;
        private int _port;
        private long _openMs;

        /// <param name="reach">Network, budget, table, settings.</param>
        /// <param name="grants">Lets the guest in.</param>
        public Invites(Reachability reach, GrantBook grants)
        {
            _reach = reach;
            _grants = grants;
            Trouble = "";
        }

        /// <summary>Invites there are.</summary>
        public int Count { get; private set; }

        /// <summary>Why the port is not open although there is an invite; else empty.</summary>
        public string Trouble { get; private set; }

        /// <summary>True while somebody is being answered.</summary>
        public bool IsBusy { get { return _visitor != null; } }

        /// <summary>Invite i of Count.</summary>
        public Invite At(int i)
        {
            return _all[i];
        }

        /// <summary>Makes one. Null: all places are taken.</summary>
        /// <param name="rule">The door.</param>
        /// <param name="lengthS">How long a guest is let in, seconds.</param>
        /// <param name="uses">How many may use it.</param>
        /// <param name="nowMs">Monotonic time.</param>
        public Invite Make(Rule rule, int lengthS, int uses, long nowMs)
        {
            if (Count == _all.Length) return null;
            Invite invite = new Invite(++_numbers, rule, lengthS, uses, _reach.Around.Board, nowMs);
            _all[Count++] = invite;
            return invite;
        }

        /// <summary>Ends one. False: there is none of that number.</summary>
        public bool End(int number)
        {
            for (int i = 0; i < Count; i++)
            {
                if (_all[i].Number != number) continue;
                RemoveAt(i);
                return true;
            }
            return false;
        }

        /// <summary>Opens and closes the port, and answers who comes. True: something moved.
        /// </summary>
        public bool Step(long nowMs)
        {
            for (int i = Count - 1; i >= 0; i--)
            {
                // Without a port there is no door for them, whoever took it away.
                bool isOver = nowMs >= _all[i].EndsMs || _all[i].RuleOf(_reach.Table) == null
                    || _reach.Settings.InvitePort == 0;
                if (isOver) RemoveAt(i);
            }
            int port = Count > 0 || _visitor != null ? _reach.Settings.InvitePort : 0;
            if (port != _port || (_acceptor != null && _acceptor.IsBroken)) CloseDoor();
            _port = port;
            if (port != 0 && _acceptor == null && nowMs >= _openMs) OpenDoor(nowMs);
            if (_visitor == null) return _acceptor != null && Accept(nowMs);
            bool moved = _visitor.Step(nowMs);
            if (_visitor.IsOver)
            {
                if (_visitor.WasWrong) Guess(_visitor.Source, nowMs);
                _visitor = null;
                _reach.Budget.ReturnConnection();
            }
            return moved;
        }

        /// <summary>Closes every socket; the invites are gone.</summary>
        public void Close()
        {
            Count = 0;
            CloseDoor();
            if (_visitor == null) return;
            _visitor.Close();
            _visitor = null;
            _reach.Budget.ReturnConnection();
        }

        /// <summary>Lets the source in by the invite of this code. Null: it is none.</summary>
        /// <param name="bytes">Holds the code.</param>
        /// <param name="start">Where it begins.</param>
        /// <param name="count">Its length.</param>
        /// <param name="source">Who has opened it, host order.</param>
        /// <param name="nowMs">Monotonic time.</param>
        /// <param name="lengthS">How long it may come in, seconds.</param>
        public Rule Use(byte[] bytes, int start, int count, uint source, long nowMs,
            out int lengthS)
        {
            lengthS = 0;
            int found = -1;
            // All are looked at, so that time tells nothing.
            for (int i = 0; i < Count; i++)
            {
                if (_all[i].Is(bytes, start, count)) found = i;
            }
            if (found < 0) return null;
            Invite invite = _all[found];
            Rule rule = invite.RuleOf(_reach.Table);
            if (rule == null) return null;
            string trouble;
            Grant grant = _grants.Give(new Cidr(source, 32), rule, GrantKind.Timed,
                invite.LengthS, nowMs, out trouble);
            if (grant == null) return null;
            lengthS = invite.LengthS;
            _reach.Journal.Write(JournalKind.Change, "invite " + invite.Number.ToString() + " let "
                + IPv4.ToText(source) + " in at " + DoorName.Of(rule) + " for "
                + Duration.ToText(lengthS) + ", grant " + grant.Number.ToString(), null);
            if (--invite.UsesLeft == 0) End(invite.Number);
            return rule;
        }

        private void RemoveAt(int i)
        {
            Count--;
            for (; i < Count; i++) _all[i] = _all[i + 1];
            _all[Count] = null;
        }

        private void OpenDoor(long nowMs)
        {
            _openMs = nowMs + RetryMs;
            if (!_reach.Budget.TakeListener())
            {
                Trouble = "no socket is free for port " + _port.ToString();
                return;
            }
            try
            {
                _acceptor = _reach.Around.Network.Listen(_port);
            }
            catch (Exception e) when (Shortage.Is(e))
            {
                // As when the port is taken: tried again.
            }
            Trouble = _acceptor != null ? "" : _reach.Around.Network.Trouble;
            if (_acceptor == null) _reach.Budget.ReturnListener();
        }

        private void CloseDoor()
        {
            if (_acceptor == null) return;
            _acceptor.Close();
            _acceptor = null;
            _openMs = 0;
            _reach.Budget.ReturnListener();
        }

        private bool Accept(long nowMs)
        {
            if (!_reach.Budget.HasRoomToDial || !_reach.Memory.Admits(Limits.InviteBytes))
            {
                return false;
            }
            uint source;
            int port;
            IStream stream = _acceptor.Accept(out source, out port);
            if (stream == null) return false;
            if (IsGuesser(source, nowMs))
            {
                stream.Close(true);
                return true;
            }
            _reach.Budget.TakeConnection();
            try
            {
                _visitor = new InviteTalk(this, _reach, stream, source, nowMs);
            }
            finally
            {
                // Also when memory ends the call.
                if (_visitor == null)
                {
                    stream.Close(true);
                    _reach.Budget.ReturnConnection();
                }
            }
            return true;
        }

        private bool IsGuesser(uint source, long nowMs)
        {
            int at = PlaceOf(source);
            if (at < 0) return false;
            if (nowMs - _guessedMs[at] < Limits.GuessForgetMs) return _guesses[at]
                >= Limits.GuessesMax;
            _guesses[at] = 0;
            return false;
        }

        private void Guess(uint source, long nowMs)
        {
            int at = PlaceOf(source);
            if (at < 0)
            {
                at = 0;
                for (int i = 1; i < _guessers.Length; i++)
                {
                    if (_guessedMs[i] < _guessedMs[at]) at = i;
                }
                _guessers[at] = source;
                _guesses[at] = 0;
            }
            _guessedMs[at] = nowMs;
            if (++_guesses[at] == Limits.GuessesMax)
            {
                _reach.Journal.Write(JournalKind.Refused, IPv4.ToText(source)
                    + " tried invites that are none", null);
            }
        }

        private int PlaceOf(uint source)
        {
            for (int i = 0; i < _guessers.Length; i++)
            {
                if (_guessers[i] == source && _guesses[i] > 0) return i;
            }
            return -1;
        }
    }
}
