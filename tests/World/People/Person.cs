// World: somebody who does things at times of their own. People never look into the gateway; they
// see what comes over the network and judge it.

namespace Portreeve.World.People
{
    /// <summary>Somebody in the world.</summary>
    internal abstract class Person
    {
        /// <summary>When they act next, microseconds.</summary>
        public long NextUs;

        /// <summary>They have gone.</summary>
        public bool IsGone;

        /// <summary>Does what is due.</summary>
        public abstract void Act();

        /// <summary>Stops starting anything new and leaves when possible.</summary>
        public virtual void GoHome()
        {
            IsGone = true;
        }
    }
}
