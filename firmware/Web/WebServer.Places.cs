// Web: which of its two places the server gives to a newcomer: WebServer.cs says the rules.

namespace Portreeve.Web
{
    /// <content>The choice of a place.</content>
    internal sealed partial class WebServer
    {
        // An empty place, else one that may be emptied, else None.
        private int FindPlace(long nowMs)
        {
            bool isOwner = _peers.IsOwner(_candidateSource);
            // The first connection takes the owner's share; each further one leaves a share.
            bool mayOpen = _memory.Allows(Connections == 1 ? Limits.WebConnectionBytes
                : 2 * Limits.WebConnectionBytes);
            _isShort = !mayOpen;
            int idle = None;
            int slow = None;
            for (int i = 0; i < _places.Length; i++)
            {
                WebConnection place = _places[i];
                if (place == null && mayOpen) return i;
                if (place == null) continue;
                if (place.IsIdle(nowMs))
                {
                    idle = Older(idle, i, nowMs);
                    continue;
                }
                if (place.IsOwners) continue;
                bool outranked = isOwner && !_peers.IsOwner(place.Source);
                if (outranked || IsSlow(place, nowMs)) slow = Older(slow, i, nowMs);
            }
            return idle != None ? idle : slow;
        }

        private bool IsSlowElsewhere(long nowMs)
        {
            for (int i = 0; i < _places.Length; i++)
            {
                WebConnection place = _places[i];
                bool isHis = place != null && place.Source == _candidateSource;
                if (!isHis || place.IsOwners || place.IsIdle(nowMs)) continue;
                if (IsSlow(place, nowMs)) return true;
            }
            return false;
        }

        private bool IsSlow(WebConnection place, long nowMs)
        {
            int patience = nowMs < _pressedUntilMs ? Limits.WebPressedMs : Limits.WebPatienceMs;
            return place.AgeMs(nowMs) >= patience;
        }

        private int Older(int one, int other, long nowMs)
        {
            return one == None || _places[other].AgeMs(nowMs) > _places[one].AgeMs(nowMs)
                ? other : one;
        }
    }
}
