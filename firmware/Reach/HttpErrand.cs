// Reach: the one small HTTP client: one request, one answer, then it is gone, and its buffer with
// it. It finds the host by our own DNS client, dials, sends, reads, all inside Step; it never
// waits. HTTP/1.0, so that an answer comes in one piece and the connection ends with it. What the
// answer means is its owner's to say.
//
//   Finding --address--> Dialing --connected--> Asking --all sent--> Reading --end--> Done
//      |                    |                      |                    |
//      +--------------------+---- no way, late, broken, nonsense -------+--> Failed

using System.Text;
using Portreeve.Names;
using Portreeve.Outside;
using Portreeve.Table;
using Portreeve.Values;

namespace Portreeve.Reach
{
    /// <summary>One request over HTTP.</summary>
    internal sealed class HttpErrand
    {
        private const int Finding = 0;
        private const int Dialing = 1;
        private const int Asking = 2;
        private const int Reading = 3;
        private const int Over = 4;

        private readonly Reachability _reach;
        private readonly byte[] _buffer = new byte[Limits.ReachBytes];
        private HttpTarget _target;
        private DnsLookup _lookup;
        private IDial _dial;
        private IStream _stream;
        private string _request;
        private int _state = Over;
        private int _count;
        private int _left;
        private bool _isBody;
        private long _endsMs;

        /// <param name="reach">Network, names and budget.</param>
        public HttpErrand(Reachability reach)
        {
            _reach = reach;
            Trouble = "";
        }

        /// <summary>Reads the answer's tags as they come; null keeps the answer's text.</summary>
        public TagScan Scan;

        /// <summary>The answer's status code; 0 when there was no answer.</summary>
        public int Status { get; private set; }

        /// <summary>Why it failed, a sentence without full stop; empty when it did not.</summary>
        public string Trouble { get; private set; }

        /// <summary>True once it is done or has failed.</summary>
        public bool IsOver { get { return _state == Over; } }

        /// <summary>The first bytes of the answer's body as ASCII; any other byte is a question
        /// mark.</summary>
        public string Text
        {
            get
            {
                if (!_isBody || Scan != null) return "";
                char[] text = new char[_count];
                for (int i = 0; i < _count; i++)
                {
                    byte b = _buffer[i];
                    text[i] = b == '\n' || (b >= ' ' && b < 127) ? (char)b
                        : b == '\r' || b == '\t' ? ' ' : '?';
                }
                return new string(text);
            }
        }

        /// <summary>Begins.</summary>
        /// <param name="target">Where to.</param>
        /// <param name="method">"GET" or "POST".</param>
        /// <param name="fields">Further fields of the head, each with its line end.</param>
        /// <param name="body">What to post, ASCII; null for none.</param>
        /// <param name="nowMs">Monotonic time.</param>
        public void Begin(HttpTarget target, string method, string fields, string body,
            long nowMs)
        {
            _target = target;
            _endsMs = nowMs + Limits.ReachHttpMs;
            _request = method + " " + target.Path + " HTTP/1.0\r\nHost: " + target.HostAndPort
                + "\r\nUser-Agent: " + _reach.UserAgent + "\r\nConnection: close\r\n" + fields
                + (body == null ? "\r\n" : "Content-Length: " + body.Length.ToString()
                + "\r\n\r\n" + body);
            if (_request.Length > Limits.ReachRequestCharsMax)
            {
                Fail("the request would be too long; shorten the names or the address");
                return;
            }
            uint address;
            if (IPv4.TryParse(target.Host, out address))
            {
                Dial(address);
                return;
            }
            _state = Finding;
            _lookup = new DnsLookup();
            _lookup.Name = target.Host;
        }

        /// <summary>Does what can be done now. True: something was.</summary>
        public bool Step(long nowMs)
        {
            if (_state == Over) return false;
            if (nowMs >= _endsMs)
            {
                Fail(_target.Host + (_state == Finding ? " was not found in time"
                    : _state == Dialing ? " cannot be reached" : " did not answer in time"));
                return true;
            }
            switch (_state)
            {
                case Finding: return Find();
                case Dialing: return Connect();
                case Asking: return Send();
                default: return Read();
            }
        }

        /// <summary>Gives up what is under way, and every socket.</summary>
        public void Close()
        {
            _state = Over;
            _request = null;
            if (_lookup != null) _reach.Dns.Forget(_lookup);
            _lookup = null;
            if (_dial == null && _stream == null) return;
            if (_dial != null) _dial.Abandon();
            if (_stream != null) _stream.Close(false);
            _dial = null;
            _stream = null;
            _reach.Budget.ReturnOwnerConnection();
        }

        private bool Find()
        {
            if (_lookup.State == LookupState.Idle)
            {
                // A full queue is asked again at the next step, until the deadline.
                return _reach.Dns.Ask(_lookup, false);
            }
            if (_lookup.IsUnderWay) return false;
            if (_lookup.Count == 0)
            {
                Fail(_target.Host + ": " + LookupState.ToText(_lookup.State));
                return true;
            }
            Dial(_lookup.Addresses[0]);
            // Not before: should memory run out on the way, it is dialed again.
            _lookup = null;
            return true;
        }

        private void Dial(uint address)
        {
            Surroundings around = _reach.Around;
            if (!IPv4.IsUnicast(address))
            {
                Fail(_target.Host + " leads to no machine");
                return;
            }
            if (_target.IsSecure && around.Uplink == null)
            {
                Fail("this board cannot speak HTTPS");
                return;
            }
            if (!_reach.Budget.TakeOwnerConnection())
            {
                Fail("no socket is free to ask with");
                return;
            }
            _dial = _reach.Dial(address, _target.Port, _target.IsSecure ? _target.Host : null);
            _state = Dialing;
            if (_dial != null) return;
            Fail(_target.IsSecure ? around.Uplink.Trouble : around.Network.Trouble);
        }

        private bool Connect()
        {
            int state = _dial.State;
            if (state == DialState.Pending) return false;
            if (state == DialState.Failed)
            {
                Fail(_target.Host + (_target.IsSecure
                    ? " refuses the connection, or its certificate cannot be trusted"
                    : " refuses the connection or cannot be reached"));
                return true;
            }
            _stream = _dial.Take();
            _dial = null;
            _state = Asking;
            return true;
        }

        // The buffer holds the request once, then the answer. Credentials stand in it for as
        // long, and in the string; both are gone with the errand.
        private bool Send()
        {
            int room = _stream.Room;
            if (room == 0) return false;
            byte[] bytes = Encoding.UTF8.GetBytes(_request);
            _request = null;
            if (room < 0 || !_stream.Send(bytes, 0, bytes.Length))
            {
                Fail(_target.Host + " broke the connection off");
                return true;
            }
            _left = Limits.ReachAnswerBytesMax;
            _state = Reading;
            return true;
        }

        private bool Read()
        {
            int got = _stream.Receive(_buffer, _count, _buffer.Length - _count);
            if (got == Flow.Nothing) return false;
            if (got < 0)
            {
                if (_isBody) Close();
                else Fail(_target.Host + " ended the connection without an answer");
                return true;
            }
            int fresh = _count;
            _count += got;
            _left -= got;
            if (!_isBody) fresh = PassHead();
            if (_isBody && Scan != null)
            {
                Scan.Take(_buffer, fresh, _count);
                _count = 0;
            }
            bool isEnough = _isBody && (_count == _buffer.Length || (Scan != null && Scan.IsOver));
            if (_state != Reading || (!isEnough && _left > 0)) return true;
            if (_isBody) Close();
            else Fail(_target.Host + " does not speak HTTP");
            return true;
        }

        // Takes the head away, as far as it is there; its first line says the status. Returns
        // where the body begins.
        private int PassHead()
        {
            if (Status == 0 && _count >= 12)
            {
                Status = StatusOf(_buffer);
                if (Status == 0) Fail(_target.Host + " does not speak HTTP");
                if (Status == 0) return 0;
            }
            for (int i = 3; i < _count; i++)
            {
                if (_buffer[i] != '\n') continue;
                bool isEnd = _buffer[i - 1] == '\n'
                    || (_buffer[i - 1] == '\r' && _buffer[i - 2] == '\n');
                if (!isEnd || Status == 0) continue;
                _isBody = true;
                Drop(i + 1);
                return 0;
            }
            // A head may be longer than the buffer; its end needs three bytes before it.
            if (_count == _buffer.Length) Drop(_count - 3);
            return 0;
        }

        private void Drop(int bytes)
        {
            _count -= bytes;
            System.Array.Copy(_buffer, bytes, _buffer, 0, _count);
        }

        // "HTTP/1.x 200": the number, or 0.
        private static int StatusOf(byte[] line)
        {
            if (line[0] != 'H' || line[1] != 'T' || line[2] != 'T' || line[3] != 'P') return 0;
            int code = (line[9] - '0') * 100 + (line[10] - '0') * 10 + line[11] - '0';
            return line[8] == ' ' && code >= 200 && code <= 599 ? code : 0;
        }

        private void Fail(string trouble)
        {
            Trouble = trouble;
            Close();
        }
    }
}
