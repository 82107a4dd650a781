// Outside: everything around the gateway in one bundle. Whoever composes the gateway (the chip's
// Program, the simulator, a test's World) fills it once, before the first step.

namespace Portreeve.Outside
{
    /// <summary>The implementations the gateway lives among. All fields must be set.</summary>
    internal sealed class Surroundings
    {
        public IClock Clock;
        public INetwork Network;
        public ILan Lan;
        public ISlots Slots;
        public ITerminal Terminal;
        public IBoard Board;
        public ILamp Lamp;
    }
}
