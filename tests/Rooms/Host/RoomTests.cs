// Host only: hands every test of every [TestClass] to the desktop's runner, each under its own
// name. A class runs once, as a whole, when the runner asks for its first test.

using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.ExceptionServices;
using Xunit;
using NanoTestClass = nanoFramework.TestFramework.TestClassAttribute;

namespace Portreeve.Rooms.Host
{
    public class RoomTests
    {
        private static readonly Dictionary<string, List<Outcome>> Ran =
            new Dictionary<string, List<Outcome>>();

        /// <summary>One row for each test, which bears the test's own full name.</summary>
        public static IEnumerable<ITheoryDataRow> All()
        {
            foreach (Type type in Classes())
            {
                foreach (string name in Launcher.NamesOf(type))
                {
                    yield return new TheoryDataRow<string, string>(type.FullName, name)
                    {
                        TestDisplayName = type.FullName + "." + name,
                        Label = "",
                    };
                }
            }
        }

        [Theory]
        [MemberData(nameof(All))]
        public void Room(string type, string test)
        {
            Outcome outcome = RunOnce(type).First(one => one.Name == test);
            if (outcome.IsSkipped) Xunit.Assert.Skip(outcome.SkipReason ?? "no reason given");
            if (outcome.Failure != null) ExceptionDispatchInfo.Capture(outcome.Failure).Throw();
        }

        private static List<Outcome> RunOnce(string name)
        {
            if (!Ran.TryGetValue(name, out List<Outcome> outcomes))
            {
                outcomes = Launcher.Run(Classes().First(type => type.FullName == name));
                Ran.Add(name, outcomes);
            }
            return outcomes;
        }

        // Exactly TestClassAttribute counts, as on the chip. Classes nested in the adapter's own
        // tests are samples, some of which fail on purpose.
        private static IEnumerable<Type> Classes()
        {
            return typeof(RoomTests).Assembly.GetTypes()
                .Where(type => !type.IsNested && type.GetCustomAttributes(false)
                    .Any(attribute => attribute.GetType() == typeof(NanoTestClass)))
                .OrderBy(type => type.FullName);
        }
    }
}
