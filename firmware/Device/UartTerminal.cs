// Device: the owner's serial line: UART1 ("COM2") on the board's console pins, 115,200 baud 8N1.
// Reading takes only what is there (SerialPort.Read waits for all it is asked for). Writing gives
// the driver what the UART's FIFO has room for, which it takes at once; beyond that it would let
// its caller wait. How much has left the FIFO follows from the clock, since nothing tells it.

using System;
using System.IO.Ports;
using nanoFramework.Hardware.Esp32;
using Portreeve.Outside;
using Portreeve.Upkeep;

namespace Portreeve.Device
{
    /// <summary>The console's UART.</summary>
    internal sealed class UartTerminal : ITerminal
    {
        private const int BaudRate = 115200;

        /// <summary>The longest burst that is no report: the greeting, and an answer with every
        /// error of a line. Reports wait until the line is ready.</summary>
        private const int TextsMax = 8;

        /// <summary>UART_HW_FIFO_LEN of the ESP32, less some for the clock's own tick.</summary>
        private const int FifoBytes = 128 - 16;

        /// <summary>Fewer are not worth the call.</summary>
        private const int PieceBytesMin = 32;

        /// <summary>Ten bits a byte at this speed are 11.5 bytes a millisecond.</summary>
        private const int BytesPerMs = BaudRate / 10 / 1000;

        private readonly SerialPort _port;
        private readonly IClock _clock;
        private readonly NoiseGate _gate = new NoiseGate();
        private readonly TextQueue _queue = new TextQueue(TextsMax);
        private readonly byte[] _piece = new byte[FifoBytes];
        private long _fedMs;
        private int _inFifo;

        /// <summary>Opens the line.</summary>
        public UartTerminal(IClock clock)
        {
            _clock = clock;
            Configuration.SetPinFunction(Board.ConsoleTx, DeviceFunction.COM2_TX);
            Configuration.SetPinFunction(Board.ConsoleRx, DeviceFunction.COM2_RX);
            _port = new SerialPort("COM2", BaudRate);
            _port.ReadBufferSize = 1024;
            _port.WriteTimeout = 100;
            _port.Open();
        }

        /// <inheritdoc/>
        public bool IsInteractive { get { return true; } }

        /// <inheritdoc/>
        public bool IsReady { get { return _queue.IsEmpty; } }

        /// <summary>True while the line brings noise and is not listened to.</summary>
        public bool IsNoisy { get { return _gate.IsShut; } }

        /// <inheritdoc/>
        public int Read(byte[] buffer)
        {
            int there = _port.BytesToRead;
            if (there > buffer.Length) there = buffer.Length;
            int got = there == 0 ? 0 : _port.Read(buffer, 0, there);
            return _gate.Pass(buffer, got, _clock.NowMs);
        }

        /// <inheritdoc/>
        public void Write(string text)
        {
            _queue.Put(text);
        }

        /// <summary>Gives the driver what the FIFO takes now.</summary>
        public void Step(long nowMs)
        {
            if (_queue.IsEmpty) return;
            long gone = (nowMs - _fedMs) * BytesPerMs;
            _fedMs = nowMs;
            _inFifo = gone >= _inFifo ? 0 : _inFifo - (int)gone;
            int room = FifoBytes - _inFifo;
            if (room < PieceBytesMin) return;
            int count = _queue.Take(_piece, room);
            _inFifo += count;
            try
            {
                _port.Write(_piece, 0, count);
            }
            catch (TimeoutException)
            {
                // The driver did not take it all the same: this piece is lost, the next is tried.
                // Nothing waits for the console.
            }
        }
    }
}
