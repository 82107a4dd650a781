// World: the owner at the serial line, who changes the rules while everybody uses them.

namespace Portreeve.World.People
{
    /// <summary>Types commands.</summary>
    internal sealed class Owner : Person
    {
        private static readonly string[] Lists =
        {
            "any", "any", "any", "any", "any", "lan", "203.0.113.0/24", "203.0.113.7",
            "198.51.100.7,lan",
            "203.0.113.8/29", "198.51.100.0/25,203.0.113.5",
            "203.0.113.0/24[until 2026-12-01T00:01],lan", "any[hours tue 00:00-00:01]",
            "198.51.100.7,203.0.113.0/24[hours mon,wed-sun 00:00-24:00]",
            "203.0.113.7[until 2026-12-02 hours daily 23:59-00:01],198.51.100.0/24"
        };

        private static readonly string[] Times =
        {
            "until 2026-12-01T00:01", "until 2026-12-01", "until 2026-12-02", "for 5s", "for 2m"
        };

        private static readonly string[] Hours =
        {
            "tue 00:00-00:01", "daily 00:01-00:02", "mon-fri 08:00-18:00", "sat-tue 23:00-00:01"
        };

        private static readonly string[] Guests =
        {
            "203.0.113.5", "203.0.113.0/28", "198.51.100.7", "198.51.100.128", "8.8.8.8",
            "192.168.1.50"
        };

        private static readonly string[] Lengths =
        {
            "for 5s", "for 20s", "for 2m", "for good", "until reboot", "once", "once",
            "until 2026-12-02", "until 2026-12-01T00:01"
        };

        /// <summary>Names that live in the DNS of a house that has one.</summary>
        public static readonly string[] Friends =
        {
            "anna.example.net", "ben.example.net", "anna.example.net,198.51.100.7"
        };

        private readonly Stage _stage;
        private readonly Dice _dice;
        private readonly long _pauseUs;

        public Owner(Stage stage, Dice dice)
        {
            _stage = stage;
            _dice = dice;
            _pauseUs = dice.Of(300000, 2000000, 9000000);
            NextUs = _pauseUs;
        }

        public override void Act()
        {
            NextUs = _stage.Clock.NowUs + _dice.Between(1, (int)_pauseUs);
            string number = _dice.Between(1, 7).ToString();
            if (_dice.Chance(40))
            {
                Type(AboutPeople(number));
                return;
            }
            switch (_dice.Below(9))
            {
                case 0: case 1: Type("portmap add " + Line(_stage, _dice)); break;
                case 2: Type("portmap del " + number); break;
                case 3: Type("portmap disable " + number); break;
                case 4: Type("portmap enable " + number); break;
                case 5: case 6: Type("portmap edit " + number + " " + Line(_stage, _dice)); break;
                case 7: Type("kick " + (_dice.Chance(10) ? "all" : number)); break;
                default: Type("show status"); break;
            }
        }

        private string AboutPeople(string number)
        {
            switch (_dice.Below(10))
            {
                case 0: case 1: case 2: case 3:
                    return "grant " + _dice.Of(Guests) + " on " + number + " " + _dice.Of(Lengths);
                case 4: return "allow " + _dice.Between(1, 40) + " " + _dice.Of(Lengths);
                case 5: return "revoke " + _dice.Between(1, 9);
                case 6: return "unban " + _dice.Of(Guests);
                case 7: return "wake " + number;
                case 8: return "lookup anna.example.net";
                default: return "why tcp 8001 from " + _dice.Of(Guests);
            }
        }

        /// <summary>A rule by chance, of those ports and machines that this night has.</summary>
        public static string Line(Stage stage, Dice dice)
        {
            bool isUdp = dice.Chance(35);
            string line = (isUdp ? "udp " : "tcp ") + dice.Between(Stage.FirstPort, Stage.LastPort)
                + " 192.168.1.";
            int host = dice.Between(20, 23);
            line += host + ":" + dice.Between(1, 2);
            if (stage.Names != null && dice.Chance(70)) line += " from " + dice.Of(Friends);
            else if (dice.Chance(95)) line += " from " + dice.Of(Lists);
            if (dice.Chance(10)) line += " each " + dice.Between(1, 3);
            if (dice.Chance(10)) line += " rate " + dice.Of(2, 10, 60);
            if (dice.Chance(10)) line += " ban " + dice.Between(1, 5);
            if (dice.Chance(20)) line += isUdp ? " proxy v2" : dice.Of(" proxy v1", " proxy v2");
            if (dice.Chance(15)) line += " wake " + Alarm.MacOf(host);
            if (dice.Chance(10)) line += " " + dice.Of(Times);
            if (dice.Chance(5)) line += " hours " + dice.Of(Hours);
            if (dice.Chance(30)) line += " max " + dice.Between(1, 3);
            if (dice.Chance(15)) line += " yield " + dice.Of("1s", "5s", "10m");
            if (dice.Chance(50)) line += " idle " + dice.Of("3s", "20s", "90s", "10m");
            if (!isUdp && dice.Chance(40)) line += " dial " + dice.Of("1s", "3s", "20s");
            return dice.Chance(8) ? "off " + line : line;
        }

        private void Type(string line)
        {
            _stage.Terminal.Type(line);
        }
    }
}
