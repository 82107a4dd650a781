// Web: the answer to whom there is no memory for: a sentence, with no more memory than it takes.

using System;
using Portreeve.Outside;
using Portreeve.Values;

namespace Portreeve.Web
{
    /// <summary>503, and the end.</summary>
    internal static class NoRoomAnswer
    {
        private const string Text = "HTTP/1.1 503 Service Unavailable\r\nRetry-After: 5\r\n"
            + "Content-Type: text/plain\r\nConnection: close\r\n\r\n" + Shortage.Sentence + "\n";

        /// <summary>Sends it and closes the stream. What was asked is read away first: a reset
        /// would destroy the answer on its way. Where there is not even memory for that, the
        /// stream is reset and whoever steps the rooms hears of it.</summary>
        public static void Send(IStream stream)
        {
            try
            {
                byte[] bytes = new byte[Text.Length];
                for (int i = 0; i < Limits.ChunksPerVisitMax; i++)
                {
                    if (stream.Receive(bytes, 0, bytes.Length) < bytes.Length) break;
                }
                Utf8Text.Converter.GetBytes(Text, 0, Text.Length, bytes, 0);
                if (stream.Room >= bytes.Length) stream.Send(bytes, 0, bytes.Length);
                stream.Close(false);
            }
            catch (Exception e) when (Shortage.Is(e))
            {
                stream.Close(true);
                throw;
            }
        }
    }
}
