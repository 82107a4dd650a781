// Relay: moves bytes one way between two streams. It has no clock, no queue and no policy: it
// reads only what the other side has room for, through the one shared chunk, so that a slow
// reader is felt by the sender through TCP itself. It never closes anything.

using Portreeve.Outside;

namespace Portreeve.Relay
{
    /// <summary>How a visit to a pump ended.</summary>
    internal static class PumpState
    {
        /// <summary>More may come.</summary>
        public const int Flowing = 0;

        /// <summary>The source has sent its last byte, and all of it has been passed on.</summary>
        public const int Finished = 1;

        /// <summary>The source's connection broke.</summary>
        public const int SourceBroke = 2;

        /// <summary>The sink's connection broke.</summary>
        public const int SinkBroke = 3;
    }

    /// <summary>One direction of a session.</summary>
    internal sealed class Pump
    {
        private readonly IStream _source;
        private readonly IStream _sink;
        private int _room;
        private long _bytes;
        private int _state;

        public Pump(IStream source, IStream sink)
        {
            _source = source;
            _sink = sink;
        }

        /// <summary>Bytes moved so far.</summary>
        public long Bytes { get { return _bytes; } }

        /// <summary>One of <see cref="PumpState"/>; once not Flowing it stays so.</summary>
        public int State { get { return _state; } }

        /// <summary>
        /// Moves what is there, at most Limits.ChunksPerVisitMax chunks. Returns bytes moved.
        /// </summary>
        /// <param name="chunk">The shared buffer.</param>
        public int Visit(byte[] chunk)
        {
            // (6) Bytes, a chunk at a time, and no more than the other side has room for.
            int moved = 0;
            for (int i = 0; i < Limits.ChunksPerVisitMax && _state == PumpState.Flowing; i++)
            {
                // Room only shrinks by our own sends, so an answer above 0 stays true till then:
                // an idle direction costs one question a step, not two.
                if (_room == 0) _room = _sink.Room;
                if (_room == 0) break;
                if (_room < 0)
                {
                    _state = PumpState.SinkBroke;
                    break;
                }
                int want = _room < chunk.Length ? _room : chunk.Length;
                int got = _source.Receive(chunk, 0, want);
                if (got == Flow.Nothing) break;
                if (got < 0)
                {
                    _state = got == Flow.Finished ? PumpState.Finished : PumpState.SourceBroke;
                    break;
                }
                _room = 0;
                _bytes += got;
                moved += got;
                if (!_sink.Send(chunk, 0, got)) _state = PumpState.SinkBroke;
                if (got < want) break;
            }
            return moved;
        }
    }
}
