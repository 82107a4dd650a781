// Web: one connection of the page's server. It takes requests in, has the handler answer them, and
// sends the answers; every state has a deadline, so that nobody can hold a place for long. It
// knows bytes and time; who may ask, and what the answer is, is the handler's business.
//
//   Free --Open--> Reading --request whole--> Answering --sent--> Reading (keep-alive)
//                     |  \--- wrong, late -----^    \--last answer--> Lingering --> Free
//                     \--- idle, gone ---> Free            (FIN sent, reading what still comes)

using System;
using Portreeve.Outside;
using Portreeve.Values;

namespace Portreeve.Web
{
    /// <summary>A place for one connection.</summary>
    internal sealed class WebConnection
    {
        private readonly IRequestHandler _handler;
        private readonly Exchange _exchange = new Exchange();
        private IStream _stream;
        private long _sinceMs;
        private long _deadlineMs;
        private long _progressMs;

        public WebConnection(IRequestHandler handler)
        {
            _handler = handler;
        }

        /// <summary>One of <see cref="WebState"/>.</summary>
        public int State { get; private set; }

        /// <summary>The peer's address, host order.</summary>
        public uint Source { get { return _exchange.Source; } }

        /// <summary>True when it could be closed without anyone losing anything: its last answer
        /// is out, or no request has come for a moment (the next may just be on its way).
        /// </summary>
        public bool IsIdle(long nowMs)
        {
            return State == WebState.Lingering
                || (State == WebState.Reading && _exchange.Request.IsEmpty
                    && AgeMs(nowMs) >= Limits.WebGraceMs);
        }

        /// <summary>True when the request under way is of a login, not of a key.</summary>
        public bool IsOwners { get { return State != WebState.Free && _exchange.Login != null; } }

        /// <summary>How long the present state lasts already, ms.</summary>
        public long AgeMs(long nowMs)
        {
            return nowMs - _sinceMs;
        }

        /// <summary>Takes a newcomer in.</summary>
        public void Open(IStream stream, uint source, long nowMs)
        {
            _stream = stream;
            _exchange.Source = source;
            _exchange.Clear();
            _exchange.Request.Reset();
            _exchange.Response.Reset();
            Enter(WebState.Reading, nowMs, Limits.WebHeadMs);
        }

        /// <summary>Does what can be done now. True: bytes moved.</summary>
        /// <param name="nowMs">Monotonic time, ms.</param>
        /// <param name="utcSeconds">The calendar, 0 while not known.</param>
        /// <param name="mustClose">True to close behind the next answer.</param>
        public bool Step(long nowMs, long utcSeconds, bool mustClose)
        {
            try
            {
                return Work(nowMs, utcSeconds, mustClose);
            }
            catch (Exception e) when (Shortage.Is(e))
            {
                Fail(nowMs);
                return true;
            }
        }

        private bool Work(long nowMs, long utcSeconds, bool mustClose)
        {
            _exchange.NowMs = nowMs;
            _exchange.UtcSeconds = utcSeconds;
            if (mustClose) _exchange.MustClose = true;
            bool moved = false;
            // A few turns a visit, so that a small request is answered in the step it came.
            for (int i = 0; i < Limits.ChunksPerVisitMax; i++)
            {
                bool again = State == WebState.Reading ? Read()
                    : State == WebState.Answering ? Send()
                    : State == WebState.Lingering && Linger();
                if (!again) break;
                moved = true;
            }
            if (State != WebState.Free && nowMs >= _deadlineMs) GiveUp();
            return moved;
        }

        /// <summary>Ends as soon as the answer under way is out; without one at the next step.
        /// </summary>
        public void Leave()
        {
            bool isAsking = State == WebState.Reading && _exchange.Request.IsWhole;
            if (State == WebState.Answering || isAsking) _exchange.MustClose = true;
            else _deadlineMs = _exchange.NowMs;
        }

        private void Fail(long nowMs)
        {
            if (State == WebState.Free) return;
            bool canSpeak = State != WebState.Lingering && !_exchange.Response.IsUnderWay;
            try
            {
                _exchange.Report = null;
                _exchange.MustClose = true;
                if (canSpeak) _exchange.Refuse(503, Shortage.Sentence);
                Enter(WebState.Answering, nowMs, Limits.WebLingerMs);
            }
            catch (Exception e) when (Shortage.Is(e))
            {
                // Not even for that: the reset says it.
                canSpeak = false;
            }
            if (!canSpeak) Close(true);
        }

        /// <summary>Closes at once.</summary>
        /// <param name="abort">True by a reset.</param>
        public void Close(bool abort)
        {
            if (State == WebState.Free) return;
            State = WebState.Free;
            IStream stream = _stream;
            _stream = null;
            _exchange.Clear();
            stream.Close(abort);
        }

        private void Enter(int state, long nowMs, int deadlineMs)
        {
            State = state;
            _sinceMs = nowMs;
            _progressMs = nowMs;
            _deadlineMs = nowMs + deadlineMs;
        }

        private bool Read()
        {
            // "100 Continue" goes out first, if it was promised.
            if (_exchange.Response.Waiting > 0 && !Flush()) return false;
            HttpRequest request = _exchange.Request;
            if (Proceed()) return true;
            if (request.Room == 0) return false;
            bool wasEmpty = request.IsEmpty;
            int count = _stream.Receive(request.Target, request.TargetStart, request.Room);
            if (count == Flow.Nothing) return false;
            if (count < 0)
            {
                Close(count == Flow.Broken);
                return false;
            }
            // The clock of a request starts with its first byte, not with the wait before it.
            if (wasEmpty) Enter(WebState.Reading, _exchange.NowMs, Limits.WebHeadMs);
            request.Add(count);
            Proceed();
            return true;
        }

        // True when the request has led to an answer or to the wait for its body.
        private bool Proceed()
        {
            HttpRequest request = _exchange.Request;
            if (request.State == RequestState.Headed) return Admit();
            if (request.State == RequestState.Wrong)
            {
                _exchange.Refuse(request.Status, HttpStatus.SentenceOf(request.Status));
            }
            else if (request.State == RequestState.Whole)
            {
                _handler.Answer(_exchange);
            }
            else
            {
                return false;
            }
            Enter(WebState.Answering, _exchange.NowMs, Limits.WebAnswerMs);
            return true;
        }

        private bool Admit()
        {
            HttpRequest request = _exchange.Request;
            HttpHead head = request.Head;
            // Without a body the request is whole already, so a refusal need not close.
            if (head.BodyBytes == 0 && !head.IsChunked) request.ExpectBody(false);
            if (_handler.Admit(_exchange) == 0)
            {
                int bodyMax = _handler.BodyMax(_exchange);
                bool isLarge = head.BodyBytes > Limits.WebBodyBytesMax
                    || head.IsChunked && bodyMax > Limits.WebBodyBytesMax;
                if (head.BodyBytes <= bodyMax) return Await(request, isLarge);
                _exchange.Refuse(413, HttpStatus.SentenceOf(413));
            }
            Enter(WebState.Answering, _exchange.NowMs, Limits.WebAnswerMs);
            return true;
        }

        private bool Await(HttpRequest request, bool isLarge)
        {
            if (request.State == RequestState.Headed) request.ExpectBody(isLarge);
            if (request.State == RequestState.Whole) return Proceed();
            if (request.Head.ExpectsContinue) _exchange.Response.WriteContinue();
            Enter(WebState.Reading, _exchange.NowMs, Limits.WebBodyMs);
            return true;
        }

        private bool Send()
        {
            HttpResponse response = _exchange.Response;
            if (response.Waiting > 0) return Flush();
            if (!response.IsComplete)
            {
                _handler.Continue(_exchange);
                return true;
            }
            // With room again, all that was sent has left us (see IStream.Room).
            int room = _stream.Room;
            if (room == 0) return Stalls();
            if (room < 0)
            {
                Close(true);
                return false;
            }
            Finish();
            return true;
        }

        private void Finish()
        {
            if (_exchange.Response.IsLast || _exchange.MustClose)
            {
                if (!_stream.HalfClose()) Close(false);
                else Enter(WebState.Lingering, _exchange.NowMs, Limits.WebLingerMs);
                return;
            }
            _exchange.Clear();
            _exchange.Response.Reset();
            _exchange.Request.Next();
            Enter(WebState.Reading, _exchange.NowMs,
                _exchange.Request.IsEmpty ? Limits.WebIdleMs : Limits.WebHeadMs);
        }

        private bool Flush()
        {
            HttpResponse response = _exchange.Response;
            int room = _stream.Room;
            if (room == 0) return Stalls();
            int count = response.Waiting < room ? response.Waiting : room;
            if (room < 0 || !_stream.Send(response.Bytes, response.Start, count))
            {
                Close(true);
                return false;
            }
            response.TakeOut(count);
            _progressMs = _exchange.NowMs;
            return true;
        }

        private bool Stalls()
        {
            if (_exchange.NowMs - _progressMs >= Limits.WebStallMs) Close(true);
            return false;
        }

        private bool Linger()
        {
            // The request's buffer has done its work; what comes now is thrown away.
            byte[] waste = _exchange.Request.Bytes;
            int count = _stream.Receive(waste, 0, waste.Length);
            if (count < 0) Close(count == Flow.Broken);
            return count > 0;
        }

        private void GiveUp()
        {
            if (State == WebState.Reading && !_exchange.Request.IsEmpty
                && _exchange.Response.Waiting == 0)
            {
                _exchange.Refuse(408, HttpStatus.SentenceOf(408));
                Enter(WebState.Answering, _exchange.NowMs, Limits.WebLingerMs);
                return;
            }
            Close(State != WebState.Reading);
        }
    }
}
