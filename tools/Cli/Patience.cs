// Says on standard error that something that prints nothing is still going on: for the first time
// after three seconds, then every ten.

using System;
using System.Threading;

namespace Portreeve.Cli
{
    /// <summary>Speaks from its creation until it is disposed.</summary>
    internal sealed class Patience : IDisposable
    {
        private static readonly TimeSpan First = TimeSpan.FromSeconds(3);
        private static readonly TimeSpan Then = TimeSpan.FromSeconds(10);

        private readonly Timer _timer;

        /// <param name="what">What is going on, as in "building Cli.csproj".</param>
        public Patience(string what)
        {
            DateTime start = DateTime.UtcNow;
            _timer = new Timer(
                _ => Console.Error.WriteLine(
                    $"portreeve: {what} ({(DateTime.UtcNow - start).TotalSeconds:0} s) ..."),
                null, First, Then);
        }

        public void Dispose() => _timer.Dispose();
    }
}
