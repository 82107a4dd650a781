// World: one direction of a TCP connection: a bounded buffer in which bytes take a while to
// arrive, in order, followed by a FIN or cut off by a reset. It allocates when it is made and
// never again, so that the gateway's own allocations can be counted around it.

using Portreeve.Outside;

namespace Portreeve.World.Outside
{
    /// <summary>Bytes under way.</summary>
    internal sealed class SimPipe
    {
        private const long Never = long.MaxValue;
        private const int FlightsMax = 64;

        private readonly byte[] _ring;
        private readonly long[] _arriveAtUs = new long[FlightsMax];
        private readonly long[] _arriveUpTo = new long[FlightsMax];
        private int _flight;
        private int _flights;
        private long _written;
        private long _arrived;
        private long _read;
        private long _lastArrivalUs;
        private long _finAtUs = Never;
        private long _resetAtUs = Never;

        public SimPipe(int capacity)
        {
            _ring = new byte[capacity];
        }

        /// <summary>Bytes that still go in: what was read makes room, as a window does.</summary>
        public int Free { get { return _ring.Length - (int)(_written - _read); } }

        /// <summary>Bytes written since it began.</summary>
        public long Written { get { return _written; } }

        /// <summary>The writer has finished or broken off.</summary>
        public bool IsEnded { get { return _finAtUs != Never || _resetAtUs != Never; } }

        public void Write(byte[] buffer, int offset, int count, long arriveAtUs)
        {
            for (int i = 0; i < count; i++)
            {
                _ring[(int)((_written + i) % _ring.Length)] = buffer[offset + i];
            }
            _written += count;
            if (arriveAtUs > _lastArrivalUs) _lastArrivalUs = arriveAtUs;
            int last = (_flight + _flights - 1) % FlightsMax;
            if (_flights < FlightsMax) last = (_flight + _flights++) % FlightsMax;
            _arriveAtUs[last] = _lastArrivalUs;
            _arriveUpTo[last] = _written;
        }

        public void Finish(long arriveAtUs)
        {
            if (IsEnded) return;
            _finAtUs = arriveAtUs > _lastArrivalUs ? arriveAtUs : _lastArrivalUs;
        }

        /// <summary>Overtakes nothing: what came before can still be read, as from a kernel's or
        /// lwIP's queue.</summary>
        public void Reset(long arriveAtUs)
        {
            if (arriveAtUs < _resetAtUs) _resetAtUs = arriveAtUs;
        }

        public bool IsReset(long nowUs)
        {
            return nowUs >= _resetAtUs;
        }

        /// <summary>A number that changes with all that arrives: bytes, the end, a reset.
        /// </summary>
        public long Arrivals(long nowUs)
        {
            Waiting(nowUs);
            return 4 * _arrived + (HasEnd(nowUs) ? 1 : 0) + (IsReset(nowUs) ? 2 : 0);
        }

        /// <summary>The end has arrived, perhaps behind bytes that wait.</summary>
        public bool HasEnd(long nowUs)
        {
            return nowUs >= _finAtUs;
        }

        /// <summary>Bytes that have arrived and wait to be read.</summary>
        public int Waiting(long nowUs)
        {
            while (_flights > 0 && _arriveAtUs[_flight] <= nowUs)
            {
                _arrived = _arriveUpTo[_flight];
                _flight = (_flight + 1) % FlightsMax;
                _flights--;
            }
            return (int)(_arrived - _read);
        }

        public int Read(byte[] buffer, int offset, int count, long nowUs)
        {
            int waiting = Waiting(nowUs);
            if (waiting == 0)
            {
                if (IsReset(nowUs)) return Flow.Broken;
                return HasEnd(nowUs) && _read == _written ? Flow.Finished : Flow.Nothing;
            }
            int got = waiting < count ? waiting : count;
            for (int i = 0; i < got; i++)
            {
                buffer[offset + i] = _ring[(int)((_read + i) % _ring.Length)];
            }
            _read += got;
            return got;
        }
    }
}
