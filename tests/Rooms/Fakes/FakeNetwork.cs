// Fakes: a network in which the test is everybody else. It keeps what the gateway opened so that
// the test can look at it, and counts the sockets that are open.

using System;
using System.Collections;
using Portreeve.Outside;

namespace Portreeve.Rooms.Fakes
{
    /// <summary>Memory that runs out where the test wants it.</summary>
    internal sealed class FakeShortage : OutOfMemoryException
    {
    }

    /// <summary>A listening socket the test knocks at.</summary>
    internal sealed class FakeAcceptor : IAcceptor
    {
        private readonly ArrayList _waiting = new ArrayList();
        private readonly ArrayList _addresses = new ArrayList();

        /// <summary>The port.</summary>
        public int Port;

        /// <summary>The gateway closed it.</summary>
        public bool IsClosed;

        /// <summary>It has died.</summary>
        public bool Died;

        /// <summary>Newcomers still in the backlog.</summary>
        public int Waiting { get { return _waiting.Count; } }

        /// <summary>Somebody connects.</summary>
        public FakeStream Knock(uint address)
        {
            FakeStream stream = new FakeStream();
            _waiting.Add(stream);
            _addresses.Add(address);
            return stream;
        }

        public bool IsBroken { get { return Died; } }

        public IStream Accept(out uint address, out int port)
        {
            address = 0;
            port = 0;
            if (Died || _waiting.Count == 0) return null;
            FakeStream stream = (FakeStream)_waiting[0];
            address = (uint)_addresses[0];
            port = 50000;
            _waiting.RemoveAt(0);
            _addresses.RemoveAt(0);
            return stream;
        }

        public void Close()
        {
            IsClosed = true;
        }
    }

    /// <summary>The network.</summary>
    internal sealed class FakeNetwork : INetwork
    {
        /// <summary>Every acceptor ever opened.</summary>
        public readonly ArrayList Acceptors = new ArrayList();

        /// <summary>Every dial ever started.</summary>
        public readonly ArrayList Dials = new ArrayList();

        /// <summary>Every UDP port ever bound.</summary>
        public readonly ArrayList Ports = new ArrayList();

        /// <summary>Every connected UDP socket ever opened.</summary>
        public readonly ArrayList Upstreams = new ArrayList();

        /// <summary>A TCP port that another program has, or 0.</summary>
        public int TakenPort;

        /// <summary>True: dials and UDP upstreams cannot be opened.</summary>
        public bool IsDown;

        /// <summary>So many calls that open something are ended by memory, after so many that
        /// are not.</summary>
        public int ShortCalls, CallsBefore;

        /// <summary>What dials answer at once.</summary>
        public int DialAnswer = DialState.Connected;

        public string Trouble { get { return "taken by a test"; } }

        /// <summary>The newest acceptor of a port.</summary>
        public FakeAcceptor Acceptor(int port)
        {
            for (int i = Acceptors.Count - 1; i >= 0; i--)
            {
                FakeAcceptor acceptor = (FakeAcceptor)Acceptors[i];
                if (acceptor.Port == port) return acceptor;
            }
            return null;
        }

        /// <summary>Dial i.</summary>
        public FakeDial DialAt(int i)
        {
            return (FakeDial)Dials[i];
        }

        /// <summary>UDP port i.</summary>
        public FakeDatagrams PortAt(int i)
        {
            return (FakeDatagrams)Ports[i];
        }

        /// <summary>UDP upstream i.</summary>
        public FakeDatagrams UpstreamAt(int i)
        {
            return (FakeDatagrams)Upstreams[i];
        }

        public IAcceptor Listen(int port)
        {
            RunShort();
            if (port == TakenPort) return null;
            FakeAcceptor acceptor = new FakeAcceptor();
            acceptor.Port = port;
            Acceptors.Add(acceptor);
            return acceptor;
        }

        public IDial Dial(uint address, int port)
        {
            RunShort();
            if (IsDown) return null;
            FakeDial dial = new FakeDial();
            dial.Address = address;
            dial.Port = port;
            dial.Answer = DialAnswer;
            Dials.Add(dial);
            return dial;
        }

        public IDatagrams BindDatagrams(int port)
        {
            RunShort();
            if (TakenPort != 0 && port == TakenPort) return null;
            FakeDatagrams socket = new FakeDatagrams();
            socket.Port = port;
            Ports.Add(socket);
            return socket;
        }

        public IDatagrams ConnectDatagrams(uint address, int port)
        {
            RunShort();
            if (IsDown) return null;
            FakeDatagrams socket = new FakeDatagrams();
            socket.Peer = address;
            socket.Port = port;
            Upstreams.Add(socket);
            return socket;
        }

        private void RunShort()
        {
            if (ShortCalls == 0) return;
            if (CallsBefore > 0)
            {
                CallsBefore--;
                return;
            }
            ShortCalls--;
            throw new FakeShortage();
        }
    }
}
