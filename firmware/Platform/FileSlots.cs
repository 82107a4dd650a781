// Platform: ISlots as files of one folder. On the chip that is I:\ (littlefs), where only
// closing a file commits it and File.Move cannot replace one; hence two slots per store, and
// this class only ever overwrites whole files. Names never end in .sys, which GetFiles hides.

using System;
using System.IO;
using Portreeve.Outside;

namespace Portreeve.Platform
{
    /// <summary>Slots in a folder.</summary>
    internal class FileSlots : ISlots
    {
        private readonly string _folder;
        private string _trouble = "";

        /// <param name="folder">With its separator at the end, such as "I:\".</param>
        public FileSlots(string folder)
        {
            _folder = folder;
        }

        /// <inheritdoc/>
        public string Trouble { get { return _trouble; } }

        /// <inheritdoc/>
        public byte[] Read(string name)
        {
            try
            {
                // Without asking whether it exists: on the chip each look at a path takes it
                // apart, some 1.2 KB of garbage, and most slots exist.
                return File.ReadAllBytes(_folder + name);
            }
            catch (Exception)
            {
                // Unreadable counts as missing: the other slot speaks.
                return null;
            }
        }

        /// <inheritdoc/>
        public bool Write(string name, byte[] bytes, int count)
        {
            FileStream file = null;
            try
            {
                file = new FileStream(_folder + name, FileMode.Create, FileAccess.Write);
                file.Write(bytes, 0, count);
                Commit(file);
                file.Close();
                return true;
            }
            catch (Exception e)
            {
                _trouble = "flash could not be written (" + e.Message
                    + "); is it full or read-only? Export the rules and free some space";
                Drop(file);
                return false;
            }
        }

        /// <inheritdoc/>
        public void Erase(string name)
        {
            try
            {
                if (File.Exists(_folder + name)) File.Delete(_folder + name);
            }
            catch (Exception e)
            {
                _trouble = "flash could not be erased (" + e.Message + ")";
            }
        }

        /// <inheritdoc/>
        public void EraseAll()
        {
            string[] paths = Directory.GetFiles(_folder);
            for (int i = 0; i < paths.Length; i++)
            {
                string path = paths[i];
                string name = path.Substring(path.LastIndexOf(_folder[_folder.Length - 1]) + 1);
                if (IsSlot(name)) Erase(name);
            }
        }

        /// <summary>True for the name of a slot of ours; other files may lie beside them, such
        /// as the runtime's own.</summary>
        protected virtual bool IsSlot(string name)
        {
            return !name.EndsWith(".sys");
        }

        /// <summary>Makes what was written durable before the close. On littlefs the close does
        /// it, and Flush would not.</summary>
        protected virtual void Commit(FileStream file)
        {
        }

        private static void Drop(FileStream file)
        {
            try
            {
                if (file != null) file.Close();
            }
            catch (Exception)
            {
                // A full disk throws a second time here; the first reason is the one to tell.
            }
        }
    }
}
