// Platform: two things that System.Net 1.11 has inside but does not show, found by name at boot:
//   NativeSocket.shutdown(object socket, int how, out int error)   a FIN, and reading goes on
//   Socket.m_fBlocking                                             Connect returns at once
// Seen running on the interpreter (docs/platform.md, Reflection). Both are capabilities: when a
// later library has renamed them, the gateway drains and dials by threads instead.
//
// This and nothing else in the firmware uses reflection.

using System;
using System.Net;
using System.Net.Sockets;
using System.Reflection;
using Portreeve.Outside;

namespace Portreeve.Platform
{
    /// <summary>The chip's powers.</summary>
    internal sealed class ReflectedPowers : SocketPowers
    {
        private const int ShutdownSend = 1;

        private readonly MethodInfo _shutdown;
        private readonly FieldInfo _isBlocking;

        public ReflectedPowers()
        {
            Type native = typeof(Socket).Assembly.GetType("System.Net.Sockets.NativeSocket");
            if (native != null)
            {
                _shutdown = native.GetMethod("shutdown",
                    BindingFlags.NonPublic | BindingFlags.Public | BindingFlags.Static);
            }
            _isBlocking = typeof(Socket).GetField("m_fBlocking",
                BindingFlags.NonPublic | BindingFlags.Instance);
        }

        /// <inheritdoc/>
        public override bool CanHalfClose { get { return _shutdown != null; } }

        /// <inheritdoc/>
        public override bool CanDialWithoutWaiting { get { return _isBlocking != null; } }

        /// <inheritdoc/>
        public override bool HalfClose(Socket socket, object mark)
        {
            if (_shutdown == null) return false;
            _shutdown.Invoke(null, new object[] { socket, ShutdownSend, 0 });
            return true;
        }

        /// <inheritdoc/>
        public override void StartConnect(Socket socket, object mark, EndPoint target)
        {
            _isBlocking.SetValue(socket, false);
            try
            {
                socket.Connect(target);
            }
            catch (SocketException)
            {
                // 10035 says "under way", and a refusal at once reads the same (docs/platform.md,
                // Sockets): Poll tells them apart.
            }
        }

        /// <inheritdoc/>
        public override int ConnectState(Socket socket, object mark)
        {
            if (!socket.Poll(0, SelectMode.SelectWrite)) return DialState.Pending;
            _isBlocking.SetValue(socket, true);
            return DialState.Connected;
        }
    }
}
