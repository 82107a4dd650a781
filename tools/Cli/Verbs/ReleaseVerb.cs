// "release": gathers what a release publishes, for the forge's workflow: images, the runtime they
// run on (nanoff fetches it), manifests for a browser flasher, checksums.

using System;
using System.Collections.Generic;
using System.CommandLine;
using System.IO;
using System.Linq;
using Portreeve.BoardPictures;
using Portreeve.Cli.Chip;
using Portreeve.Values;

namespace Portreeve.Cli.Verbs
{
    internal sealed class ReleaseVerb : IVerb
    {
        public Command Describe()
        {
            var command = new Command("release", "Gather what a release publishes");
            var images = new Option<string>("--images")
            {
                Description = "The folder with an image of each board",
                Required = true,
            };
            var output = new Option<string>("--out")
            {
                Description = "The folder to fill",
                DefaultValueFactory = _ => "release",
            };
            command.Options.Add(images);
            command.Options.Add(output);
            command.SetAction(parsed => Run(parsed.GetValue(images)!, parsed.GetValue(output)!));
            return command;
        }

        private static int Run(string images, string output)
        {
            string? nanoff = Nanoff.Find("nanoff");
            if (nanoff == null) return Refuse("nanoff is not here: " + Nanoff.InstallLine);
            string packages = Directory.CreateTempSubdirectory("portreeve-runtimes-").FullName;
            try
            {
                List<string> targets = Nanoff.Ask(nanoff, FlashPlan.List());
                var release = new ReleaseFolder(output, Release.Version);
                foreach (BoardFile board in BoardFile.All(Tree.Root))
                {
                    string image = Path.Combine(images, $"portreeve-{board.Name}.bin");
                    if (!File.Exists(image)) return Refuse($"there is no {image}");
                    string? package = Fetch(nanoff, targets, board, packages);
                    if (package == null) return Refuse($"nanoff fetched no {board.Image}");
                    release.Add(board, image, package);
                    Console.WriteLine($"{board.Name}: image, runtime and manifest");
                }
                release.Seal();
                return 0;
            }
            catch (InvalidDataException e)
            {
                return Refuse(e.Message);
            }
            finally
            {
                Directory.Delete(packages, true);
            }
        }

        /// <summary>The runtime's package for a board, fetched by nanoff; null when it was not.
        /// </summary>
        private static string? Fetch(string nanoff, List<string> targets, BoardFile board,
            string packages)
        {
            string folder = Path.Combine(packages, board.Image);
            Directory.CreateDirectory(folder);
            int exit = Nanoff.Run(nanoff, new FlashStep("the runtime for " + board.Name,
            [
                "--updatearchive", "--target", board.Image, "--fwversion",
                PinnedFirmware.Choose(targets, board.Image).ToString(), "--archivepath", folder,
            ]));
            return exit != 0 ? null : Directory.EnumerateFiles(folder, "*.zip",
                SearchOption.AllDirectories).FirstOrDefault();
        }

        private static int Refuse(string why)
        {
            Console.Error.WriteLine("portreeve: " + why + ".");
            return 1;
        }
    }
}
