// Host only: Assert of nanoFramework.TestFramework 3.0: the overloads it has and no others, so
// that what compiles here compiles for the chip. A test holds the list to the real one.

using System;
using System.Collections;
using TestFrameworkShared;

namespace nanoFramework.TestFramework
{
    public sealed partial class Assert
    {
        public static void IsTrue(bool condition, string message = "")
        {
            if (!condition) Fail("IsTrue", "false", message);
        }

        public static void IsFalse(bool condition, string message = "")
        {
            if (condition) Fail("IsFalse", "true", message);
        }

        public static void IsNull(object value, string message = "")
        {
            if (value != null) Fail("IsNull", Show(value), message);
        }

        public static void IsNotNull(object value, string message = "")
        {
            if (value == null) Fail("IsNotNull", "null", message);
        }

        public static void AreSame(object expected, object actual, string message = "")
        {
            if (!ReferenceEquals(expected, actual)) Fail("AreSame", "two objects", message);
        }

        public static void AreNotSame(object notExpected, object actual, string message = "")
        {
            if (ReferenceEquals(notExpected, actual)) Fail("AreNotSame", "one object", message);
        }

        /// <summary>Exactly this type; a derived one fails, as on the chip.</summary>
        public static void IsInstanceOfType(object value, Type expected, string message = "")
        {
            if (value == null || value.GetType() != expected)
            {
                Fail("IsInstanceOfType " + expected, Show(value), message);
            }
        }

        public static void IsNotInstanceOfType(object value, Type wrong, string message = "")
        {
            if (value != null && value.GetType() == wrong)
            {
                Fail("IsNotInstanceOfType " + wrong, Show(value), message);
            }
        }

        public static void Contains(string expected, string value, string message = "")
        {
            if (value.IndexOf(expected, StringComparison.Ordinal) < 0)
            {
                Fail("Contains " + Show(expected), Show(value), message);
            }
        }

        public static void DoesNotContains(string notExpected, string value, string message = "")
        {
            if (value.IndexOf(notExpected, StringComparison.Ordinal) >= 0)
            {
                Fail("DoesNotContains " + Show(notExpected), Show(value), message);
            }
        }

        public static void StartsWith(string expected, string value, string message = "")
        {
            if (!value.StartsWith(expected, StringComparison.Ordinal))
            {
                Fail("StartsWith " + Show(expected), Show(value), message);
            }
        }

        public static void EndsWith(string expected, string value, string message = "")
        {
            if (!value.EndsWith(expected, StringComparison.Ordinal))
            {
                Fail("EndsWith " + Show(expected), Show(value), message);
            }
        }

        /// <summary>Exactly this exception type; a derived one fails, as on the chip.</summary>
        public static void ThrowsException(Type exception, Action action, string message = "")
        {
            try
            {
                action();
            }
            catch (Exception thrown) when (thrown.GetType() == exception)
            {
                return;
            }
            catch (Exception thrown)
            {
                Fail("ThrowsException " + exception, thrown.GetType().ToString(), message);
            }
            Fail("ThrowsException " + exception, "nothing thrown", message);
        }

        public static void SkipTest(string message = null)
        {
            throw new SkipTestException(message);
        }

        internal static void Fail(string what, string found, string message)
        {
            string text = message.Length == 0 ? "" : " (" + message + ")";
            throw new AssertFailedException(what + ": found " + found + text);
        }

        private static void Same(object expected, object actual, string message)
        {
            if (Equals(expected, actual)) return;
            Fail("AreEqual " + Show(expected), Show(actual), message);
        }

        private static void Differ(object notExpected, object actual, string message)
        {
            if (Equals(notExpected, actual)) Fail("AreNotEqual", Show(actual), message);
        }

        private static string Show(object value)
        {
            if (value == null) return "null";
            return value is string ? "\"" + value + "\"" : value + " " + value.GetType().Name;
        }
    }

    public sealed class CollectionAssert
    {
        public static void AreEqual(ICollection expected, ICollection actual, string message = "")
        {
            if (!IsSame(expected, actual)) Assert.Fail("AreEqual", "other items", message);
        }

        public static void AreNotEqual(
            ICollection notExpected, ICollection actual, string message = "")
        {
            if (IsSame(notExpected, actual)) Assert.Fail("AreNotEqual", "same items", message);
        }

        public static void Empty(ICollection collection, string message = "")
        {
            if (collection.Count != 0) Assert.Fail("Empty", collection.Count + " items", message);
        }

        public static void NotEmpty(ICollection collection, string message = "")
        {
            if (collection.Count == 0) Assert.Fail("NotEmpty", "no items", message);
        }

        private static bool IsSame(ICollection a, ICollection b)
        {
            if (a == null || b == null) return a == b;
            if (a.Count != b.Count) return false;
            IEnumerator others = b.GetEnumerator();
            foreach (object item in a)
            {
                others.MoveNext();
                if (!Equals(item, others.Current)) return false;
            }
            return true;
        }
    }
}
