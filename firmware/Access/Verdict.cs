// Access: the answer to "may this client come in here, now?". Admission has one and fills it anew
// for each question, since every struct is a heap object on this runtime: read it before the next
// question is asked.

using Portreeve.Journal;
using Portreeve.Table;

namespace Portreeve.Access
{
    /// <summary>Yes or no, why, and thanks to what.</summary>
    internal sealed class Verdict
    {
        /// <summary>Null when the client may come in; else the reason of the refusal.</summary>
        public EndReason Refusal;

        /// <summary>
        /// The entry that let the client in; of a refusal the entry that names it but does not
        /// count now (its time), or null.
        /// </summary>
        public AllowEntry Entry;

        /// <summary>The grant that let the client in, or would at another time, or null.</summary>
        public Grant Grant;

        /// <summary>True when the client may come in.</summary>
        public bool IsAdmitted { get { return Refusal == null; } }

        /// <summary>True when the client was let in as itself, not as one of many by "any".
        /// </summary>
        public bool IsNamed { get { return Entry == null || Entry.Kind != AllowKind.Any; } }

        /// <summary>Forgets the answer before.</summary>
        public void Clear()
        {
            Refusal = null;
            Entry = null;
            Grant = null;
        }
    }
}
