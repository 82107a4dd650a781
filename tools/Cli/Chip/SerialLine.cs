// A serial port, or a pty that stands for one: opened so that a board is not reset by it, read
// without hanging. Nothing here knows what is said on it.

using System;
using System.Collections.Generic;
using System.IO;
using System.IO.Ports;
using System.Linq;
using System.Runtime.InteropServices;

namespace Portreeve.Cli.Chip
{
    /// <summary>An open line.</summary>
    internal sealed class SerialLine : IDisposable
    {
        private readonly SerialPort _port;

        private SerialLine(SerialPort port)
        {
            _port = port;
        }

        /// <summary>Ports that could be a board, in a steady order.</summary>
        public static string[] Ports()
        {
            // On Linux the list also holds the PC's own ports, on which no board ever is.
            return [.. SerialPort.GetPortNames().Distinct()
                .Where(name => !name.StartsWith("/dev/ttyS", StringComparison.Ordinal))
                .Order(StringComparer.Ordinal)];
        }

        /// <summary>Opens a port, or says why not and returns null.</summary>
        public static SerialLine? Open(string name, int baudRate)
        {
            // DTR and RTS are wired to reset and boot pin on most boards: leave them alone.
            var port = new SerialPort(name, baudRate)
            {
                DtrEnable = false,
                RtsEnable = false,
                ReadTimeout = 200,
                WriteTimeout = 2000,
            };
            try
            {
                port.Open();
                return new SerialLine(port);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException
                or ArgumentException or InvalidOperationException)
            {
                port.Dispose();
                Console.Error.WriteLine($"{name} could not be opened: {e.Message}");
                Console.Error.WriteLine(Advice(name, e));
                return null;
            }
        }

        /// <summary>
        /// What has come: 0 when nothing came for a moment, -1 when the line is gone.
        /// </summary>
        public int Read(byte[] buffer)
        {
            try
            {
                return _port.Read(buffer, 0, buffer.Length);
            }
            catch (TimeoutException)
            {
                return 0;
            }
            catch (Exception e) when (e is IOException or InvalidOperationException
                or UnauthorizedAccessException)
            {
                return -1;
            }
        }

        /// <summary>Sends all of it. False: the line is gone or takes nothing.</summary>
        public bool Write(byte[] bytes, int count)
        {
            try
            {
                _port.Write(bytes, 0, count);
                return true;
            }
            catch (Exception e) when (e is IOException or TimeoutException
                or InvalidOperationException or UnauthorizedAccessException)
            {
                return false;
            }
        }

        /// <summary>Full lines until the deadline; a line end is CR, LF or both.</summary>
        public IEnumerable<string> Lines(DateTime until)
        {
            var buffer = new byte[512];
            var line = new List<byte>();
            while (DateTime.UtcNow < until)
            {
                int count = Read(buffer);
                if (count < 0) yield break;
                for (int i = 0; i < count; i++)
                {
                    if (buffer[i] is not ((byte)'\r' or (byte)'\n'))
                    {
                        line.Add(buffer[i]);
                        continue;
                    }
                    if (line.Count > 0)
                    {
                        yield return System.Text.Encoding.UTF8.GetString(
                            CollectionsMarshal.AsSpan(line));
                    }
                    line.Clear();
                }
            }
        }

        public void Dispose()
        {
            _port.Dispose();
        }

        private static string Advice(string name, Exception e)
        {
            // A missing port is "access denied" too, as far as the library is concerned.
            bool isMissing = name.StartsWith('/') && !File.Exists(name);
            return !isMissing && e is UnauthorizedAccessException && OperatingSystem.IsLinux()
                ? "Another program has it, or you may not: sudo usermod -aG dialout $USER, then "
                    + "log in again."
                : "Is the cable in, and does no other program have the port?";
        }
    }
}
