// Device: the owner's serial line: UART1 ("COM2") on the board's console pins, 115,200 baud 8N1.
// Reading takes only what is there (SerialPort.Read waits for all it is asked for); writing goes
// through a queue that another thread empties, since the driver lets its caller wait.

using System;
using System.IO.Ports;
using System.Threading;
using nanoFramework.Hardware.Esp32;
using Portreeve.Outside;
using Portreeve.Upkeep;

namespace Portreeve.Device
{
    /// <summary>The console's UART.</summary>
    internal sealed class UartTerminal : ITerminal
    {
        private const int BaudRate = 115200;
        private const int QueueBytes = 6 * 1024;
        private const int PieceBytes = 128;

        private readonly SerialPort _port;
        private readonly IClock _clock;
        private readonly NoiseGate _gate = new NoiseGate();
        private readonly TextQueue _queue = new TextQueue(QueueBytes);
        private readonly AutoResetEvent _hasText = new AutoResetEvent(false);

        /// <summary>Opens the line and starts its writer.</summary>
        public UartTerminal(IClock clock, CrashGuard guard)
        {
            _clock = clock;
            Configuration.SetPinFunction(Board.ConsoleTx, DeviceFunction.COM2_TX);
            Configuration.SetPinFunction(Board.ConsoleRx, DeviceFunction.COM2_RX);
            _port = new SerialPort("COM2", BaudRate);
            _port.ReadBufferSize = 1024;
            _port.WriteBufferSize = 2 * PieceBytes;
            _port.WriteTimeout = 1000;
            _port.Open();
            guard.Start("console writer", WriteAll);
        }

        /// <inheritdoc/>
        public bool IsInteractive { get { return true; } }

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
            lock (_queue) _queue.Put(text);
            _hasText.Set();
        }

        private void WriteAll()
        {
            byte[] piece = new byte[PieceBytes];
            while (true)
            {
                int count;
                lock (_queue) count = _queue.Take(piece);
                if (count == 0)
                {
                    _hasText.WaitOne();
                    continue;
                }
                try
                {
                    _port.Write(piece, 0, count);
                }
                catch (TimeoutException)
                {
                    // A line that takes nothing for a second: this piece is lost, the next is
                    // tried. Nothing waits for the console.
                }
            }
        }
    }
}
