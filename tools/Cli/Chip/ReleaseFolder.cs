// What a release publishes: the image of each board, the runtime's parts that go before it, one
// manifest for each board, and the checksums of them all. A manifest is what a browser flasher (ESP
// Web Tools) reads: files and their places in flash.
//
//   0x001000  bootloader.bin               of the runtime
//   0x008000  partitions_nanoclr_4mb.bin   of the runtime; right for larger flash too
//   0x010000  nanoCLR.bin                  the runtime
//   0x1E0000  portreeve-BOARD.bin          ours: where that table has the deployment

using System;
using System.Collections.Generic;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Security.Cryptography;
using System.Text.Json;
using Portreeve.BoardPictures;

namespace Portreeve.Cli.Chip
{
    /// <summary>Fills a release's folder.</summary>
    internal sealed class ReleaseFolder
    {
        private const int DeployOffset = 0x1E0000;
        private const string Sums = "SHA256SUMS";

        private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

        private static readonly (string File, int Offset)[] RuntimeParts =
        [
            ("bootloader.bin", 0x1000),
            ("partitions_nanoclr_4mb.bin", 0x8000),
            ("nanoCLR.bin", 0x10000),
        ];

        private readonly string _folder;
        private readonly string _version;

        /// <param name="folder">Where it all goes; made when it is not there.</param>
        /// <param name="version">Of Portreeve, as in 1.2.3.</param>
        public ReleaseFolder(string folder, string version)
        {
            _folder = folder;
            _version = version;
            Directory.CreateDirectory(folder);
        }

        /// <summary>Adds a board: its image, the runtime's parts and its manifest.</summary>
        /// <param name="board">The board.</param>
        /// <param name="image">Path of its image.</param>
        /// <param name="package">Path of the runtime's package, a zip file.</param>
        /// <exception cref="InvalidDataException">The package lacks a part.</exception>
        public void Add(BoardFile board, string image, string package)
        {
            var parts = new List<object>();
            using ZipArchive archive = ZipFile.OpenRead(package);
            foreach ((string file, int offset) in RuntimeParts)
            {
                ZipArchiveEntry entry = archive.Entries.FirstOrDefault(e => e.Name == file)
                    ?? throw new InvalidDataException($"{package} has no {file}");
                string path = $"{board.Image}-{file}";
                entry.ExtractToFile(Path.Combine(_folder, path), overwrite: true);
                parts.Add(new { path, offset });
            }
            string name = $"portreeve-{board.Name}.bin";
            File.Copy(image, Path.Combine(_folder, name), overwrite: true);
            parts.Add(new { path = name, offset = DeployOffset });
            var manifest = new
            {
                name = $"Portreeve for {board.Name}",
                version = _version,
                new_install_prompt_erase = true,
                builds = new[] { new { chipFamily = "ESP32", parts } },
            };
            File.WriteAllText(Path.Combine(_folder, $"portreeve-{board.Name}.manifest.json"),
                JsonSerializer.Serialize(manifest, Indented) + "\n");
        }

        /// <summary>Writes the checksums, in the form that "sha256sum --check" reads.</summary>
        public void Seal()
        {
            File.WriteAllLines(Path.Combine(_folder, Sums),
                Directory.EnumerateFiles(_folder).Where(file => Path.GetFileName(file) != Sums)
                    .Order(StringComparer.Ordinal).Select(file =>
                    {
                        byte[] hash = SHA256.HashData(File.ReadAllBytes(file));
                        return $"{Convert.ToHexStringLower(hash)}  {Path.GetFileName(file)}";
                    }));
        }
    }
}
