// World: what stands in a night before it begins, by chance.

using Portreeve.World.Outside;
using Portreeve.World.People;

namespace Portreeve.World
{
    /// <summary>Makes the device and the house it stands in.</summary>
    internal static class Furniture
    {
        /// <summary>Where friends live, one after the other.</summary>
        public static readonly uint[] Homes =
        {
            0xCB007150, 0xCB007151, 0xC63364A0, 0xCB007152, 0xC63364A1
        };

        /// <summary>A platform: often the chip's, sometimes another.</summary>
        public static SimStyle StyleOf(Dice dice)
        {
            SimStyle style = new SimStyle();
            style.HasHalfClose = dice.Chance(70);
            style.HasTicks = dice.Chance(70);
            style.SocketsMax = dice.Of(10, 12, 16, 16, 24, 64);
            style.ListenersMax = dice.Of(5, 8);
            if (style.ListenersMax == 5) style.ConnectionsMax = 10;
            if (dice.Chance(30))
            {
                style.BufferBytes = dice.Of(1000, 16000);
                style.RoomFromBytes = 1;
                style.RoomMaxBytes = dice.Of(700, 4096);
            }
            return style;
        }

        /// <summary>Machines, rules, an owner, and the power cut to come.</summary>
        public static void Place(Stage stage, Dice dice, bool hasNames)
        {
            stage.Alarm = new Alarm(stage, dice.Split());
            for (uint host = 20; host <= 23; host++)
            {
                for (int port = 1; port <= 2; port++)
                {
                    uint address = 0xC0A80100 + host;
                    Machine machine = new Machine(stage, dice.Split())
                    {
                        RefusesPercent = dice.Of(0, 0, 10, 60),
                        SilentPercent = dice.Of(0, 0, 10, 60)
                    };
                    stage.Network.Place(address, port, machine);
                    if (dice.Chance(15)) stage.Alarm.Add((int)host, machine);
                    stage.Network.Datagrams.Place(
                        address, port, new Echo(stage, dice.Split(), address, port));
                }
            }
            if (hasNames) PlaceNames(stage, dice);
            stage.Network.Datagrams.LossPercent = dice.Of(0, 2, 20);
            stage.Clock.KnowsTime = dice.Chance(80);
            stage.Clock.Jump(dice.Between(0, 59));
            string[] lines = new string[dice.Between(4, 9)];
            for (int i = 0; i < lines.Length; i++) lines[i] = Owner.Line(stage, dice);
            stage.Prepare(lines);
            for (int i = dice.Of(0, 1, 3); i > 0; i--)
            {
                stage.Visitors.Add(new PageReader(stage, dice.Split()));
                stage.Enter(stage.Visitors[^1], dice.Below(2000000));
            }
            if (dice.Chance(70)) stage.Enter(new Owner(stage, dice.Split()), 500000);
            if (dice.Chance(50))
            {
                stage.Flash.CutAtWrite = stage.Flash.Writes + dice.Between(1, 6);
                stage.Flash.CutLeaves = dice.Below(3);
            }
        }

        /// <summary>A DNS server of doubtful character.</summary>
        public static void PlaceNames(Stage stage, Dice dice)
        {
            stage.Names = new NameServer(stage, dice.Split())
            {
                SilentPercent = dice.Of(0, 10, 50, 100),
                LiesPercent = dice.Of(0, 20, 60),
                SlowPercent = dice.Of(0, 20, 80)
            };
            stage.Names.Move("anna.example.net", Homes[0]);
            stage.Names.Move("ben.example.net", Homes[1], Homes[2]);
        }
    }
}
