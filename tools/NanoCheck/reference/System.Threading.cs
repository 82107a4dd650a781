// Signatures of System.Threading.dll (NuGet nanoFramework.System.Threading 1.1.52):
// the members the firmware may use, no code. A tidy test holds every line to the list of the library's public members.
// needs: -

namespace System.Threading
{
    public struct CancellationToken
    {
        public static extern System.Threading.CancellationToken None { get; }
        public extern bool IsCancellationRequested { get; }
        public extern bool CanBeCanceled { get; }
        public extern System.Threading.WaitHandle WaitHandle { get; }
        public extern CancellationToken(bool canceled);
        public extern System.Threading.CancellationTokenRegistration Register(
            System.Action callback);
        public new extern bool Equals(System.Threading.CancellationToken other);
        public override extern bool Equals(object other);
        public override extern int GetHashCode();
        public extern void ThrowIfCancellationRequested();
    }

    public struct CancellationTokenRegistration : System.IDisposable
    {
        public extern void Dispose();
        public static extern bool operator ==(System.Threading.CancellationTokenRegistration left,
            System.Threading.CancellationTokenRegistration right);
        public static extern bool operator !=(System.Threading.CancellationTokenRegistration left,
            System.Threading.CancellationTokenRegistration right);
        public override extern bool Equals(object obj);
        public new extern bool Equals(System.Threading.CancellationTokenRegistration other);
        public override extern int GetHashCode();
    }

    public class CancellationTokenSource : System.IDisposable
    {
        public extern bool IsCancellationRequested { get; }
        public extern System.Threading.CancellationToken Token { get; }
        public extern CancellationTokenSource(int millisecondsDelay);
        public extern CancellationTokenSource(System.TimeSpan delay);
        public extern CancellationTokenSource();
        public extern void Cancel();
        public extern void Cancel(bool throwOnFirstException);
        public extern void CancelAfter(System.TimeSpan delay);
        public extern void CancelAfter(int millisecondsDelay);
        public extern void Dispose();
        protected virtual extern void Dispose(bool disposing);
    }

    public class OperationCanceledException : System.SystemException
    {
        public extern OperationCanceledException();
        public extern OperationCanceledException(string message);
        public extern OperationCanceledException(string message, System.Exception innerException);
    }
}
