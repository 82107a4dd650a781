// Host only: runs test classes as the chip's UnitTestLauncher 3.0 does, so that a test which would
// break there breaks here:
//
//   once a class:  all Setup -> all TestMethod -> all DataRow -> all Cleanup
//
// Methods are called with a null instance: only static state exists. A method with rows runs for
// its rows only. Arguments are handed over unconverted: an int for a byte fails. SkipTest in a
// Setup skips the class, its Cleanup too; a Setup that fails otherwise does not stop the tests.

using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using System.Reflection.Emit;
using nanoFramework.TestFramework;

namespace Portreeve.Rooms.Host
{
    /// <summary>How one test ended.</summary>
    internal sealed class Outcome
    {
        public string Name;
        public bool IsSkipped;
        public string SkipReason;
        public Exception Failure;
    }

    /// <summary>Runs one class.</summary>
    internal sealed class Launcher
    {
        private readonly Type _type;
        private readonly List<Outcome> _outcomes = new List<Outcome>();
        private bool _isSkipped;
        private string _skipReason;

        private Launcher(Type type)
        {
            _type = type;
        }

        /// <summary>Runs the class and tells of each method and row, in the order run.</summary>
        public static List<Outcome> Run(Type type)
        {
            Launcher launcher = new Launcher(type);
            launcher.Each(typeof(SetupAttribute));
            launcher.Each(typeof(TestMethodAttribute));
            launcher.Rows();
            launcher.Each(typeof(CleanupAttribute));
            return launcher._outcomes;
        }

        /// <summary>The names Run will tell of, without running anything.</summary>
        public static IEnumerable<string> NamesOf(Type type)
        {
            foreach (MethodInfo method in Marked(type, typeof(SetupAttribute)))
            {
                yield return method.Name;
            }
            foreach (MethodInfo method in Marked(type, typeof(TestMethodAttribute)))
            {
                if (!HasRows(method)) yield return method.Name;
            }
            foreach (MethodInfo method in Marked(type, typeof(DataRowAttribute)))
            {
                for (int i = 0; i < RowsOf(method).Length; i++) yield return RowName(method, i);
            }
            foreach (MethodInfo method in Marked(type, typeof(CleanupAttribute)))
            {
                yield return method.Name;
            }
        }

        private void Each(Type attribute)
        {
            foreach (MethodInfo method in Marked(_type, attribute))
            {
                if (attribute == typeof(TestMethodAttribute) && HasRows(method)) continue;
                Outcome outcome = Call(method, method.Name, Array.Empty<object>());
                if (attribute != typeof(SetupAttribute) || !outcome.IsSkipped) continue;
                _isSkipped = true;
                _skipReason = outcome.SkipReason;
            }
        }

        private void Rows()
        {
            foreach (MethodInfo method in Marked(_type, typeof(DataRowAttribute)))
            {
                DataRowAttribute[] rows = RowsOf(method);
                for (int i = 0; i < rows.Length; i++)
                {
                    Call(method, RowName(method, i), rows[i].MethodParameters);
                }
            }
        }

        private Outcome Call(MethodInfo method, string name, object[] arguments)
        {
            Outcome outcome = new Outcome
            {
                Name = name, IsSkipped = _isSkipped, SkipReason = _skipReason,
            };
            _outcomes.Add(outcome);
            if (_isSkipped) return outcome;
            try
            {
                NullInstanceCall(method)(arguments);
            }
            catch (SkipTestException skip)
            {
                outcome.IsSkipped = true;
                outcome.SkipReason = skip.Message;
            }
            catch (Exception failure)
            {
                outcome.Failure = failure;
            }
            return outcome;
        }

        // Reflection refuses a null instance; the chip does not. So the call is emitted: load
        // null, unbox each argument as exactly its parameter's type, call without a null check.
        private static Action<object[]> NullInstanceCall(MethodInfo method)
        {
            if (!method.IsPublic || method.ReturnType != typeof(void))
            {
                throw new MissingMethodException(method.Name + " must be public void");
            }
            ParameterInfo[] parameters = method.GetParameters();
            DynamicMethod call = new DynamicMethod(
                method.Name, typeof(void), new[] { typeof(object[]) },
                typeof(Launcher).Module, true);
            ILGenerator code = call.GetILGenerator();
            if (!method.IsStatic) code.Emit(OpCodes.Ldnull);
            for (int i = 0; i < parameters.Length; i++)
            {
                code.Emit(OpCodes.Ldarg_0);
                code.Emit(OpCodes.Ldc_I4, i);
                code.Emit(OpCodes.Ldelem_Ref);
                code.Emit(OpCodes.Unbox_Any, parameters[i].ParameterType);
            }
            code.Emit(OpCodes.Call, method);
            code.Emit(OpCodes.Ret);
            return (Action<object[]>)call.CreateDelegate(typeof(Action<object[]>));
        }

        private static IEnumerable<MethodInfo> Marked(Type type, Type attribute)
        {
            const BindingFlags All = BindingFlags.Public | BindingFlags.NonPublic
                | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;
            return type.GetMethods(All)
                .Where(method => method.GetCustomAttributes(attribute, false).Length > 0)
                .OrderBy(method => method.MetadataToken);
        }

        private static DataRowAttribute[] RowsOf(MethodInfo method)
        {
            return method.GetCustomAttributes<DataRowAttribute>(false).ToArray();
        }

        private static bool HasRows(MethodInfo method)
        {
            return RowsOf(method).Length > 0;
        }

        private static string RowName(MethodInfo method, int row)
        {
            return method.Name + "." + row;
        }
    }
}
