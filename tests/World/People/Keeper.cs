// World: the owner when memory is short: asks the console and the page, one after the other, and
// must be heard by one of them.

using System.Text;
using Portreeve.Journal;
using Portreeve.World.Outside;

namespace Portreeve.World.People
{
    /// <summary>Looks in every few seconds.</summary>
    internal sealed class Keeper : Person
    {
        private const int PagePort = 80;
        private const long EveryUs = 8000000;
        private const long PatienceUs = 5000000;

        private readonly Stage _stage;
        private readonly byte[] _bytes = new byte[512];
        private SimConnection _connection;
        private bool _isHeard;
        private int _boots;
        private long _untilUs;

        public Keeper(Stage stage)
        {
            _stage = stage;
        }

        /// <summary>How often he was heard.</summary>
        public int Heard { get; private set; }

        /// <summary>How often by the page.</summary>
        public int HeardByPage { get; private set; }

        public override void Act()
        {
            NextUs = _stage.Clock.NowUs + 100000;
            if (_untilUs == 0)
            {
                Ask();
                return;
            }
            Listen();
            if (_stage.Clock.NowUs < _untilUs) return;
            if (!_isHeard && _boots == _stage.Boots)
            {
                _stage.Break("the owner got neither the page nor the console");
            }
            if (_isHeard) Heard++;
            if (_connection != null) _connection.PeerReset();
            _connection = null;
            _untilUs = 0;
            NextUs = _stage.Clock.NowUs + EveryUs;
        }

        /// <summary>Writes down how the night was.</summary>
        public void Tell(NightReport report)
        {
            report.Heard = Heard;
            report.HeardByPage = HeardByPage;
            report.Unfit = _stage.Heap.Heap.Refusals;
            report.Refused = _stage.Gateway.Counters.Of(EndReason.NoMemory);
        }

        public override void GoHome()
        {
            if (_connection != null) _connection.PeerReset();
            IsGone = true;
        }

        private void Ask()
        {
            _isHeard = false;
            _boots = _stage.Boots;
            _untilUs = _stage.Clock.NowUs + PatienceUs;
            _stage.Terminal.Forget();
            _stage.Terminal.Type("free");
            _connection = _stage.Network.Knock(
                0xC0A80133, 3000 + _stage.NextNumber() % 60000, PagePort);
            byte[] request = Encoding.ASCII.GetBytes(
                "GET /api/v1/session HTTP/1.1\r\nHost: 192.168.1.5\r\n\r\n");
            _connection.PeerSend(request, request.Length);
        }

        private void Listen()
        {
            if (_connection != null && _connection.PeerReceive(_bytes, _bytes.Length) > 0
                && Encoding.ASCII.GetString(_bytes, 0, 9) == "HTTP/1.1 ")
            {
                _isHeard = true;
                HeardByPage++;
                _connection.PeerReset();
                _connection = null;
            }
            if (_stage.Terminal.HasSaid(" are free") || _stage.Terminal.HasSaid("memory"))
            {
                _isHeard = true;
            }
        }
    }
}
