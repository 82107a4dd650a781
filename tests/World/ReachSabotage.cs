// World: how a night of being reached is spoiled, so that each law is seen to bite.

namespace Portreeve.World
{
    /// <summary>What goes wrong on purpose, so that each law can be seen to fail.</summary>
    internal enum ReachSabotage
    {
        None,

        /// <summary>Flash forgets how the provider answered.</summary>
        Forgetful,

        /// <summary>The law takes the rules for switched off.</summary>
        RulesOff,

        /// <summary>The law does not hear what the router says.</summary>
        Deaf,

        /// <summary>A stranger has the router's place.</summary>
        Trapped
    }
}
