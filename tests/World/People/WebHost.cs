// World: a small web server outside: it reads a request's head and answers what its heir says, or
// hangs, or breaks off.

using System.Collections.Generic;
using System.Text;
using Portreeve.Outside;
using Portreeve.World.Outside;

namespace Portreeve.World.People
{
    /// <summary>A server that answers one request a connection.</summary>
    internal abstract class WebHost : ITarget
    {
        private readonly List<(SimConnection Connection, StringBuilder Heard)> _guests = new();
        private readonly byte[] _buffer = new byte[2048];

        protected WebHost(Stage stage, Dice dice)
        {
            Stage = stage;
            Dice = dice;
        }

        protected Stage Stage { get; }

        protected Dice Dice { get; }

        /// <summary>It is not there.</summary>
        public bool IsDown;

        /// <summary>Requests heard whole.</summary>
        public int Asked { get; private set; }

        public int Answer(out long afterUs)
        {
            afterUs = 1000;
            return IsDown ? DialState.Failed : DialState.Connected;
        }

        public void Arrive(SimConnection connection)
        {
            _guests.Add((connection, new StringBuilder()));
        }

        /// <summary>Reads and answers.</summary>
        public void Act()
        {
            for (int i = 0; i < _guests.Count; i++)
            {
                (SimConnection connection, StringBuilder heard) = _guests[i];
                int got;
                while ((got = connection.PeerReceive(_buffer, _buffer.Length)) > 0)
                {
                    heard.Append(Encoding.ASCII.GetString(_buffer, 0, got));
                }
                bool isWhole = IsWhole(heard.ToString());
                if (!isWhole && got == Flow.Nothing) continue;
                _guests.RemoveAt(i--);
                if (!isWhole) continue;
                Asked++;
                string answer = Hear(heard.ToString());
                // It hangs: the connection stays and nothing comes.
                if (answer == null) continue;
                byte[] bytes = Encoding.ASCII.GetBytes(answer);
                int sent = connection.PeerSend(bytes, bytes.Length);
                if (sent == bytes.Length && !Dice.Chance(10))
                {
                    connection.PeerFinish();
                    continue;
                }
                connection.PeerReset();
                BeMisheard();
            }
        }

        private static bool IsWhole(string heard)
        {
            int head = heard.IndexOf("\r\n\r\n", System.StringComparison.Ordinal);
            int at = heard.IndexOf("Content-Length: ", System.StringComparison.Ordinal);
            if (head < 0 || at < 0 || at > head) return head >= 0;
            int end = heard.IndexOf('\r', at);
            return heard.Length >= head + 4 + int.Parse(heard.Substring(at + 16, end - at - 16));
        }

        /// <summary>Perhaps the last answer was not understood: the connection broke off, or the
        /// board lost its power.</summary>
        public virtual void BeMisheard()
        {
        }

        /// <summary>The whole answer to a request, or null to hang.</summary>
        protected abstract string Hear(string request);

        /// <summary>An answer with its head.</summary>
        protected static string Page(int status, string body)
        {
            return "HTTP/1.1 " + status + " Whatever\r\nContent-Type: text/plain\r\nX: y\r\n\r\n"
                + body;
        }
    }
}
