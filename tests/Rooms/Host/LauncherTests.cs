// Host only: the adapter tested itself: what would break on the chip must break here.

using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using nanoFramework.TestFramework;
using Xunit;
using NanoAssert = nanoFramework.TestFramework.Assert;
using TestClassAttribute = nanoFramework.TestFramework.TestClassAttribute;

namespace Portreeve.Rooms.Host
{
    public class LauncherTests
    {
        [TestClass]
        public class Ordered
        {
            public static string Log = "";

            [DataRow(1)]
            [DataRow(2)]
            public void Rows(int row)
            {
                Log += "R" + row;
            }

            [Cleanup]
            public void Clean()
            {
                Log += "C";
            }

            [TestMethod]
            public void First()
            {
                Log += "A";
            }

            [Setup]
            public void Prepare()
            {
                Log += "S";
            }

            [TestMethod]
            public void Second()
            {
                Log += "B";
            }

            [TestMethod]
            [DataRow(3)]
            public void Both(int row)
            {
                Log += "T" + row;
            }
        }

        [TestClass]
        public class TouchesThis
        {
            private int _field;

            [TestMethod]
            public void Reads()
            {
                _field++;
            }

            [TestMethod]
            public void Leaves()
            {
            }
        }

        [TestClass]
        public class SkippedBySetup
        {
            [Setup]
            public void Prepare()
            {
                NanoAssert.SkipTest("not here");
            }

            [TestMethod]
            public void Fails()
            {
                NanoAssert.IsTrue(false);
            }

            [Cleanup]
            public void Clean()
            {
                NanoAssert.IsTrue(false);
            }
        }

        [TestClass]
        public class FailingSetup
        {
            [Setup]
            public void Prepare()
            {
                throw new InvalidOperationException();
            }

            [TestMethod]
            public void Runs()
            {
            }
        }

        [TestClass]
        public class WrongTypes
        {
            [DataRow(1)]
            public void TakesByte(byte number)
            {
            }

            [DataRow((byte)1)]
            public void TakesByteRight(byte number)
            {
            }

            [TestMethod]
            internal void Hidden()
            {
            }

            [TestMethod]
            public int Answers()
            {
                return 1;
            }

            [TestMethod]
            public void Skips()
            {
                NanoAssert.SkipTest("later");
            }
        }

        [Fact]
        public void Class_Run_SetupsThenTestsThenRowsThenCleanups()
        {
            Ordered.Log = "";
            Launcher.Run(typeof(Ordered));
            Xunit.Assert.Equal("SABR1R2T3C", Ordered.Log);
        }

        [Fact]
        public void Class_Listed_NamesAreThoseThatRun()
        {
            foreach (Type type in new[] { typeof(Ordered), typeof(SkippedBySetup) })
            {
                IEnumerable<string> ran = Launcher.Run(type).Select(outcome => outcome.Name);
                Xunit.Assert.Equal(ran, Launcher.NamesOf(type));
            }
        }

        [Fact]
        public void Method_TouchesThis_Fails()
        {
            List<Outcome> outcomes = Launcher.Run(typeof(TouchesThis));
            Xunit.Assert.IsType<NullReferenceException>(outcomes[0].Failure);
            Xunit.Assert.Null(outcomes[1].Failure);
        }

        [Fact]
        public void Setup_SkipTest_SkipsTheClassAndItsCleanup()
        {
            List<Outcome> outcomes = Launcher.Run(typeof(SkippedBySetup));
            Xunit.Assert.Equal(3, outcomes.Count);
            Xunit.Assert.All(outcomes, outcome => Xunit.Assert.True(outcome.IsSkipped));
            Xunit.Assert.All(outcomes, outcome => Xunit.Assert.Null(outcome.Failure));
        }

        [Fact]
        public void Setup_Throws_TestsRunAndItIsReported()
        {
            List<Outcome> outcomes = Launcher.Run(typeof(FailingSetup));
            Xunit.Assert.IsType<InvalidOperationException>(outcomes[0].Failure);
            Xunit.Assert.Null(outcomes[1].Failure);
            Xunit.Assert.False(outcomes[1].IsSkipped);
        }

        [Fact]
        public void Row_IntForByte_FailsUnconverted()
        {
            Assert(typeof(WrongTypes), "TakesByte.0", typeof(InvalidCastException));
            Assert(typeof(WrongTypes), "TakesByteRight.0", null);
        }

        [Fact]
        public void Method_NotPublicVoid_Fails()
        {
            Assert(typeof(WrongTypes), "Hidden", typeof(MissingMethodException));
            Assert(typeof(WrongTypes), "Answers", typeof(MissingMethodException));
        }

        [Fact]
        public void Method_SkipTest_IsSkippedAlone()
        {
            List<Outcome> outcomes = Launcher.Run(typeof(WrongTypes));
            Xunit.Assert.Single(outcomes, outcome => outcome.IsSkipped);
        }

        [Fact]
        public void Assert_DerivedType_IsNotTheType()
        {
            Type failed = typeof(TestFrameworkShared.AssertFailedException);
            Xunit.Assert.Throws(failed, () => NanoAssert.IsInstanceOfType("", typeof(object)));
            Xunit.Assert.Throws(failed, () => NanoAssert.ThrowsException(
                typeof(Exception), () => throw new ArgumentException()));
            NanoAssert.ThrowsException(typeof(Exception), () => throw new Exception());
        }

        // Every member of the stand-in is on the list of the real framework's members.
        [Fact]
        public void Adapter_Members_AllInTheRealFramework()
        {
            HashSet<string> real = new HashSet<string>(File.ReadAllLines(FindList()));
            foreach (Type type in new[] { typeof(NanoAssert), typeof(CollectionAssert) })
            {
                foreach (MethodInfo method in type.GetMethods(
                    BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly))
                {
                    string id = "M:" + type.FullName + "." + method.Name + "(" + string.Join(",",
                        method.GetParameters().Select(one => one.ParameterType.FullName)) + ")";
                    Xunit.Assert.Contains(id, real);
                }
            }
        }

        private static void Assert(Type type, string test, Type failure)
        {
            Outcome outcome = Launcher.Run(type).First(one => one.Name == test);
            Xunit.Assert.Equal(failure, outcome.Failure?.GetType());
        }

        private static string FindList()
        {
            const string Name = "tools/NanoCheck/api/nanoFramework.TestFramework.txt";
            string folder = AppContext.BaseDirectory;
            while (folder != null && !File.Exists(Path.Combine(folder, Name)))
            {
                folder = Path.GetDirectoryName(folder);
            }
            return Path.Combine(folder ?? "", Name);
        }
    }
}
