// World: somebody at the board's own page while the night goes on: whole requests, halves of them,
// nonsense, and now and then a stranger from outside, who must not hear one byte.

using System.Text;
using Portreeve.Outside;
using Portreeve.World.Outside;

namespace Portreeve.World.People
{
    /// <summary>Asks the page again and again.</summary>
    internal sealed class PageReader : Person
    {
        private const int PagePort = 80;

        private static readonly string[] Requests =
        {
            "GET / HTTP/1.1\r\nHost: 192.168.1.5\r\n\r\n",
            "GET /api/v1/session HTTP/1.1\r\nHost: 192.168.1.5\r\n\r\n",
            "GET /api/v1/status HTTP/1.1\r\nHost: 192.168.1.5\r\nConnection: close\r\n\r\n",
            "GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n",
            "POST /api/v1/claim HTTP/1.1\r\nHost: 192.168.1.5\r\n"
                + "Content-Type: application/json\r\nContent-Length: 2\r\n\r\n{}",
            "GET / HTTP/1.1\r\nHost: 192.1", "nonsense\r\n\r\n", ""
        };

        private readonly Stage _stage;
        private readonly Dice _dice;
        private readonly byte[] _bytes = new byte[4096];
        private SimConnection _connection;
        private bool _isStranger;
        private long _leavesUs;

        public PageReader(Stage stage, Dice dice)
        {
            _stage = stage;
            _dice = dice;
        }

        /// <summary>Answers that came.</summary>
        public int Answers { get; private set; }

        public override void Act()
        {
            NextUs = _stage.Clock.NowUs + _dice.Of(20000, 300000, 3000000);
            if (_connection == null)
            {
                Ask();
                return;
            }
            int got = _connection.PeerReceive(_bytes, _bytes.Length);
            if (got > 0)
            {
                bool isAnswer = Encoding.ASCII.GetString(_bytes, 0, 9) == "HTTP/1.1 ";
                if (_isStranger) _stage.Break("the page answered a stranger");
                else if (!isAnswer && _leavesUs > 0) _stage.Break("the page answered nonsense");
                else Answers++;
                // What follows of the same answer is not judged.
                _leavesUs = 0;
                return;
            }
            if (got == Flow.Nothing && _stage.Clock.NowUs < _leavesUs) return;
            if (got == Flow.Nothing) _connection.PeerReset();
            _connection = null;
        }

        public override void GoHome()
        {
            if (_connection != null) _connection.PeerReset();
            IsGone = true;
        }

        private void Ask()
        {
            _isStranger = _dice.Chance(20);
            _connection = _stage.Network.Knock(_isStranger ? 0x08080808 : 0xC0A80132,
                2000 + _stage.NextNumber() % 60000, PagePort);
            byte[] request = Encoding.ASCII.GetBytes(_dice.Of(Requests));
            _connection.PeerSend(request, request.Length);
            _leavesUs = _stage.Clock.NowUs + _dice.Of(100000, 2000000, 20000000);
        }
    }
}
