// Relay: the way from an admitted client to an open upstream, with all that may lie between: a
// target that has only a name, one that sleeps and must be woken, and the PROXY header that it
// wants to read first. It owns the socket until Take, and counts it. Session owns this object and
// forgets it once connected.
//
//   Naming ---address---> Calling ---connected---> Greeting ---header sent---> Connected
//     | no address    ^      | failed, late            | broke
//     v               |      v                         v
//   Failed <------- again? (the name has moved; or the target is being woken: Pausing, 60 s long)

using Portreeve.Budget;
using Portreeve.Journal;
using Portreeve.Names;
using Portreeve.Outside;
using Portreeve.Table;

namespace Portreeve.Relay
{
    /// <summary>What every dialing needs; one for all.</summary>
    internal sealed class Dialer
    {
        /// <summary>Opens the sockets.</summary>
        public INetwork Network;

        /// <summary>Counts them.</summary>
        public SocketBudget Budget;

        /// <summary>Our own address, for the PROXY header.</summary>
        public ILan Lan;

        /// <summary>Targets by name.</summary>
        public TargetBook Targets;

        /// <summary>Wakes targets.</summary>
        public Waker Waker;

        /// <summary>Told when a target is woken.</summary>
        public Journal.Journal Journal;

        /// <summary>A header is put together here, in one step.</summary>
        public readonly byte[] Header = new byte[ProxyHeader.BytesMax];
    }

    /// <summary>One upstream under way.</summary>
    internal sealed class Dialing
    {
        private const int Naming = 0;
        private const int Calling = 1;
        private const int Pausing = 2;
        private const int Greeting = 3;
        private const int Done = 4;

        private readonly Dialer _with;
        private readonly Rule _rule;
        private readonly uint _client;
        private readonly int _clientPort;
        private IDial _dial;
        private IStream _stream;
        private EndReason _failure;
        private EndReason _why;
        private uint _address;
        private long _limitMs;
        private long _wakeUntilMs;
        private int _state;
        private int _turn;

        /// <param name="with">What it needs.</param>
        /// <param name="rule">Where to.</param>
        /// <param name="client">For whom: address, host order.</param>
        /// <param name="clientPort">For whom: port.</param>
        public Dialing(Dialer with, Rule rule, uint client, int clientPort)
        {
            _with = with;
            _rule = rule;
            _client = client;
            _clientPort = clientPort;
        }

        /// <summary>Why it failed, after Step has said so.</summary>
        public EndReason Failure { get { return _failure; } }

        /// <summary>The first step. False: it has failed at once.</summary>
        public bool Start(long nowMs)
        {
            // (4) A connection to the target is begun; Step asks whether it stands.
            _limitMs = nowMs + Limits.DialMs;
            if (_rule.TargetHost != null && _with.Targets.AddressOf(_rule, 0, nowMs) == 0)
            {
                _with.Targets.AskNow(_rule.TargetHost, nowMs);
            }
            return Step(nowMs) != DialState.Failed;
        }

        /// <summary>Does what can be done now: one of <see cref="DialState"/>.</summary>
        public int Step(long nowMs)
        {
            if (_failure != null) return DialState.Failed;
            switch (_state)
            {
                case Naming: return StepName(nowMs);
                case Calling: return StepCall(nowMs);
                case Greeting: return Greet(nowMs);
                case Done: return DialState.Connected;
                default:
                    if (nowMs >= _wakeUntilMs) return Fail(_why);
                    return nowMs >= _limitMs ? Call(nowMs) : DialState.Pending;
            }
        }

        /// <summary>The connected stream; its socket is the taker's to give back.</summary>
        public IStream Take()
        {
            IStream stream = _stream;
            _stream = null;
            return stream;
        }

        /// <summary>Gives up and closes what is open.</summary>
        public void Abandon()
        {
            if (_dial != null) _dial.Abandon();
            if (_stream != null) _stream.Close(true);
            if (_dial != null || _stream != null) _with.Budget.ReturnConnection();
            _dial = null;
            _stream = null;
        }

        // Before the first call any believed address will do; after a failed one only an address
        // that was not just called, which a fresh answer may bring.
        private int StepName(long nowMs)
        {
            NamedHost host = _rule.TargetHost;
            bool isFirst = _address == 0;
            bool isAsking = host != null && (host.IsAsking || host.DueMs <= nowMs);
            uint next = _with.Targets.AddressOf(_rule, _turn, nowMs);
            if (isFirst && next != 0) return Call(nowMs);
            if (isAsking && nowMs < _limitMs) return DialState.Pending;
            if (isFirst) return Fail(EndReason.NoName);
            return next != 0 && next != _address ? Call(nowMs) : WakeOrFail(nowMs);
        }

        private int Call(long nowMs)
        {
            uint address = _with.Targets.AddressOf(_rule, _turn, nowMs);
            if (address != 0) _address = address;
            if (_with.Budget.HasRoomToDial)
            {
                _dial = _with.Network.Dial(_address, _rule.TargetPort);
            }
            if (_dial == null) return _wakeUntilMs != 0 ? Pause(nowMs) : Fail(EndReason.NoDial);
            _with.Budget.TakeConnection();
            _state = Calling;
            _limitMs = nowMs + CallMs();
            return DialState.Pending;
        }

        private int CallMs()
        {
            if (_rule.WakeMac != null) return Limits.WakeCallMs;
            return _rule.DialMs > 0 ? _rule.DialMs : Limits.DialMs;
        }

        private int StepCall(long nowMs)
        {
            int dial = _dial.State;
            if (dial == DialState.Connected)
            {
                _stream = _dial.Take();
                _dial = null;
                _state = Greeting;
                return Greet(nowMs);
            }
            if (dial == DialState.Pending && nowMs < _limitMs) return DialState.Pending;
            _why = dial == DialState.Failed ? EndReason.DialFailed : EndReason.DialTimeout;
            Abandon();
            _turn++;
            if (_rule.TargetHost != null && _turn <= Limits.DialTurnsMax)
            {
                _state = Naming;
                _limitMs = nowMs + Limits.DialMs;
                _with.Targets.AskNow(_rule.TargetHost, nowMs);
                return StepName(nowMs);
            }
            return WakeOrFail(nowMs);
        }

        private int WakeOrFail(long nowMs)
        {
            if (_rule.WakeMac == null) return Fail(_why);
            if (_wakeUntilMs == 0)
            {
                // "dial" gives a machine that wakes slowly more time, never less.
                _wakeUntilMs = nowMs
                    + (_rule.DialMs > Limits.WakeMs ? _rule.DialMs : Limits.WakeMs);
                _with.Journal.Write(Waker.LineOf(_rule, _client, _clientPort));
            }
            if (nowMs >= _wakeUntilMs) return Fail(_why);
            _with.Waker.Wake(_rule.WakeMac);
            return Pause(nowMs);
        }

        private int Pause(long nowMs)
        {
            _state = Pausing;
            _limitMs = nowMs + Limits.WakeRedialMs;
            return DialState.Pending;
        }

        private int Greet(long nowMs)
        {
            int count = WriteHeader();
            int room = count == 0 ? 0 : _stream.Room;
            if (room >= 0 && room < count && nowMs < _limitMs) return DialState.Pending;
            bool isGreeted = room >= count && (count == 0 || _stream.Send(_with.Header, 0, count));
            if (!isGreeted) return Fail(EndReason.DialFailed);
            _state = Done;
            return DialState.Connected;
        }

        private int WriteHeader()
        {
            uint ours = _with.Lan.Address;
            switch (_rule.ProxyVersion)
            {
                case 0:
                    return 0;
                case 1:
                    return ProxyHeader.WriteText(_with.Header, _client, _clientPort, ours,
                        _rule.Port);
                default:
                    return ProxyHeader.WriteBinary(_with.Header, false, _client, _clientPort, ours,
                        _rule.Port);
            }
        }

        private int Fail(EndReason reason)
        {
            Abandon();
            _failure = reason;
            return DialState.Failed;
        }
    }
}
