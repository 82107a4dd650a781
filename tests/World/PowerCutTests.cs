// World: an owner changes rules one after the other, and the power goes in write 1, 2, 3 .. n,
// each leaving the old bytes, the new ones, or garbage. After the next start the table is the one
// before the command or the one after it, and every change that was acknowledged is there.

using System;
using System.Collections.Generic;
using Portreeve.Table;
using Portreeve.World.Outside;
using Xunit;

namespace Portreeve.World
{
    public class PowerCutTests
    {
        private static readonly string[] Commands =
        {
            "portmap add tcp 8001 192.168.1.20:1 from lan",
            "portmap add udp 8002 192.168.1.20:2 from any idle 3m # with a (2) in it",
            "portmap disable 1",
            "portmap edit 2 udp 8003 192.168.1.21:2 from 203.0.113.0/24",
            "portmap add tcp 8004 192.168.1.22:1 from anna.ddns.net",
            "portmap del 1",
            "portmap enable 2",
            "portmap edit 3 tcp 8005 192.168.1.23:1 from 203.0.113.7 max 2"
        };

        [Fact]
        public void Power_CutInEveryWrite_LeavesTheTableBeforeOrAfter()
        {
            List<string> tables = new();
            Stage whole = Begun();
            tables.Add(TableOf(whole));
            foreach (string command in Commands)
            {
                Type(whole, command);
                tables.Add(TableOf(whole));
            }
            int writes = whole.Flash.Writes;
            Assert.True(writes >= Commands.Length, writes + " writes");
            int changed = 0;
            for (int i = 1; i < tables.Count; i++) changed += tables[i] == tables[i - 1] ? 0 : 1;
            Assert.True(changed >= Commands.Length - 1, "the script changes the table");

            int cuts = 0;
            for (int cut = 1; cut <= writes; cut++)
            {
                for (int leaves = 0; leaves < 3; leaves++) cuts += Cut(cut, leaves, tables);
            }
            Assert.Equal(writes * 3, cuts);
        }

        private static int Cut(int atWrite, int leaves, List<string> tables)
        {
            Stage stage = Begun();
            stage.Flash.CutAtWrite = atWrite;
            stage.Flash.CutLeaves = leaves;
            int done = 0;
            try
            {
                foreach (string command in Commands)
                {
                    Type(stage, command);
                    done++;
                }
            }
            catch (PowerCut)
            {
                stage.LosePower();
                stage.Boot();
                string found = TableOf(stage);
                bool isTables = stage.Flash.CutName.StartsWith("table", StringComparison.Ordinal);
                bool mayBeNew = leaves == 1 || !isTables;
                Assert.True(found == tables[done] || (mayBeNew && found == tables[done + 1]),
                    "cut in write " + atWrite + " leaving " + leaves + ": " + found);
                Type(stage, "portmap add tcp 9000 192.168.1.20:1 from lan");
                Assert.Contains("9000", TableOf(stage));
                return 1;
            }
            return 0;
        }

        [Fact]
        public void FullFlash_CommandTyped_IsRefusedAndNothingChanges()
        {
            Stage stage = Begun();
            Type(stage, Commands[0]);
            string before = TableOf(stage);
            stage.Flash.IsFull = true;
            string said = Type(stage, Commands[1]);
            Assert.Contains("flash is full", said);
            Assert.Equal(before, TableOf(stage));
            stage.LosePower();
            stage.Boot();
            Assert.Equal(before, TableOf(stage));
        }

        private static Stage Begun()
        {
            Stage stage = new Stage(new Dice(3), new SimStyle());
            stage.Boot();
            return stage;
        }

        private static string Type(Stage stage, string command)
        {
            stage.Terminal.Type(command);
            for (int i = 0; i < 20; i++)
            {
                stage.Round();
                stage.Pass(10000);
            }
            return stage.Terminal.Hear();
        }

        private static string TableOf(Stage stage)
        {
            string text = "";
            RuleTable table = stage.Gateway.Table;
            for (int i = 0; i < table.Count; i++)
            {
                text += table.At(i).Number + " " + RuleText.Write(table.At(i)) + "\n";
            }
            return text;
        }
    }
}
