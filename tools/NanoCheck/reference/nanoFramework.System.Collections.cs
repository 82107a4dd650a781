// Signatures of nanoFramework.System.Collections.dll (NuGet nanoFramework.System.Collections 1.5.75):
// the members the firmware may use, no code. A tidy test holds every line to the list of the library's public members.
// needs: -

namespace System.Collections
{
    public class DictionaryEntry
    {
        public object Key;
        public object Value;
        public extern DictionaryEntry(object key, object value);
    }

    public class Hashtable : System.ICloneable, System.Collections.IDictionary
    {
        public extern Hashtable();
        public extern Hashtable(int capacity);
        public extern Hashtable(int capacity, float loadFactor);
        public extern object Clone();
        public extern System.Collections.IEnumerator GetEnumerator();
        public extern int Count { get; }
        public extern bool IsSynchronized { get; }
        public extern object SyncRoot { get; }
        public extern void CopyTo(System.Array array, int arrayIndex);
        public extern bool IsReadOnly { get; }
        public extern bool IsFixedSize { get; }
        public extern System.Collections.ICollection Keys { get; }
        public extern System.Collections.ICollection Values { get; }
        public extern object this[object key] { get; set; }
        public extern void Add(object key, object value);
        public extern void Clear();
        public extern bool Contains(object key);
        public extern void Remove(object key);
    }

    public interface IDictionary : System.Collections.ICollection
    {
        bool IsReadOnly { get; }
        bool IsFixedSize { get; }
        System.Collections.ICollection Keys { get; }
        System.Collections.ICollection Values { get; }
        object this[object key] { get; set; }
        void Add(object key, object value);
        void Clear();
        bool Contains(object key);
        void Remove(object key);
    }

    public interface IDictionaryEnumerator : System.Collections.IEnumerator
    {
        object Key { get; }
        object Value { get; }
        System.Collections.DictionaryEntry Entry { get; }
    }

    public class Queue : System.Collections.ICollection, System.ICloneable
    {
        public extern Queue();
        public virtual extern int Count { get; }
        public virtual extern object Clone();
        public virtual extern bool IsSynchronized { get; }
        public virtual extern object SyncRoot { get; }
        public virtual extern void Clear();
        public virtual extern void CopyTo(System.Array array, int index);
        public virtual extern void Enqueue(object obj);
        public virtual extern System.Collections.IEnumerator GetEnumerator();
        public virtual extern object Dequeue();
        public virtual extern object Peek();
        public virtual extern bool Contains(object obj);
        public virtual extern object[] ToArray();
    }

    public class Stack : System.Collections.ICollection, System.ICloneable
    {
        public extern Stack();
        public virtual extern int Count { get; }
        public virtual extern bool IsSynchronized { get; }
        public virtual extern object SyncRoot { get; }
        public virtual extern void Clear();
        public virtual extern object Clone();
        public virtual extern bool Contains(object obj);
        public virtual extern void CopyTo(System.Array array, int index);
        public virtual extern System.Collections.IEnumerator GetEnumerator();
        public virtual extern object Peek();
        public virtual extern object Pop();
        public virtual extern void Push(object obj);
        public virtual extern object[] ToArray();
    }
}
