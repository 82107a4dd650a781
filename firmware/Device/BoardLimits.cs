// Device: the limits of this board's image, from Board.cs, which each board has of its own.

namespace Portreeve.Device
{
    /// <summary>Makes the table of limits.</summary>
    internal static class BoardLimits
    {
        /// <summary>Limits with what the image sets.</summary>
        public static Limits Of()
        {
            Limits limits = new Limits();
            limits.SocketsMax = Board.SocketsMax;
            limits.ListenersMax = Board.ListenersMax;
            limits.ConnectionsMax = Board.ConnectionsMax;
            limits.TurnSteps = Limits.ChipTurnSteps;
            if (!Board.HasPsram) limits.SetSmall();
            return limits;
        }
    }
}
