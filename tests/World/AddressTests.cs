// World: the question whether an address is free takes a socket, and the laws see it counted, in
// a house that is quiet and in one whose sockets are all taken.

using Portreeve.World.Outside;
using Xunit;

namespace Portreeve.World
{
    public class AddressTests
    {
        [Theory]
        [InlineData("192.168.1.99/24 via 192.168.1.1")]
        [InlineData("192.168.1.20/24 via 192.168.1.1")]
        public void Question_AsLongAsItLasts_IsInTheBudget(string wish)
        {
            Stage stage = new Stage(new Dice(7), new SimStyle());
            stage.Prepare("tcp 8001 192.168.1.20:1 from any");
            stage.Boot();
            Laws laws = new Laws(stage);
            Assert.Null(stage.Addressing.Apply(wish));
            int most = 0;
            for (int i = 0; i < 400; i++)
            {
                stage.Round();
                laws.Check();
                most = System.Math.Max(most, stage.Gateway.Budget.OwnerConnections);
                stage.Pass(10000);
            }
            Assert.Null(stage.Broken);
            Assert.Equal(1, most);
            Assert.Equal(0, stage.Gateway.Budget.Owners);
        }
    }
}
