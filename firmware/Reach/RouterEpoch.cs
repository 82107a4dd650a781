// Reach: by the age of a router's table it shows whether the router has forgotten it: a table that
// is younger than it should be began anew (RFC 6886 section 3.6). Pure.

namespace Portreeve.Reach
{
    /// <summary>The age a router told last, and when.</summary>
    internal sealed class RouterEpoch
    {
        private uint _epoch;
        private long _atMs = -1;

        /// <summary>Takes the age that was told now, s. True: the table began anew since the last
        /// time. Clocks may differ by an eighth, and by two seconds.</summary>
        public bool HasForgotten(uint epoch, long nowMs)
        {
            bool hasForgotten = _atMs >= 0 && epoch + 2L < _epoch + (nowMs - _atMs) * 7 / 8000;
            _epoch = epoch;
            _atMs = nowMs;
            return hasForgotten;
        }

        /// <summary>The next age is the first of another router.</summary>
        public void Forget()
        {
            _atMs = -1;
        }
    }
}
