// One connection to the gateway with nothing between the test and the bytes: an attacker's tool.

using System;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Portreeve.Web;

/// <summary>A raw connection.</summary>
internal sealed class RawConnection : IDisposable
{
    private readonly Socket _socket;
    private readonly BufferedStream _stream;

    /// <param name="port">Of the gateway on 127.0.0.1.</param>
    /// <param name="from">Our own address: any of 127.0.0.0/8 passes for another machine.</param>
    public RawConnection(int port, string from = "127.0.0.1")
    {
        _socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        _socket.Bind(new IPEndPoint(IPAddress.Parse(from), 0));
        _socket.ReceiveTimeout = Patience.Ms;
        _socket.SendTimeout = Patience.Ms;
        _socket.NoDelay = true;
        _socket.Connect(IPAddress.Loopback, port);
        _stream = new BufferedStream(new NetworkStream(_socket));
    }

    public void Send(string text) => Send(Encoding.Latin1.GetBytes(text));

    public void Send(byte[] bytes)
    {
        _stream.Write(bytes);
        _stream.Flush();
    }

    /// <summary>Sends as far as the other side lets us; it may close on us meanwhile.</summary>
    public bool TrySend(byte[] bytes)
    {
        try
        {
            _socket.Send(bytes);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    /// <summary>The next answer; null when the connection was ended instead.</summary>
    public Reply Read(bool isHead = false)
    {
        try
        {
            return Reply.Read(_stream, isHead);
        }
        catch (IOException e) when (e.InnerException is SocketException
        { SocketErrorCode: SocketError.ConnectionReset or SocketError.ConnectionAborted })
        {
            return null;
        }
    }

    /// <summary>True when the other side has ended the connection, one way or the other.</summary>
    public bool IsEnded()
    {
        try
        {
            return _stream.ReadByte() < 0;
        }
        catch (IOException e) when (e.InnerException is SocketException s)
        {
            return s.SocketErrorCode != SocketError.TimedOut;
        }
    }

    /// <summary>True when nothing comes for so long.</summary>
    public bool IsSilent(int ms) => !_socket.Poll(ms * 1000, SelectMode.SelectRead);

    /// <summary>Says that nothing more will be sent.</summary>
    public void Finish() => _socket.Shutdown(SocketShutdown.Send);

    public void Dispose() => _socket.Dispose();
}
