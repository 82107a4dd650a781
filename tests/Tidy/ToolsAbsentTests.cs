// Tidy: where the nanoFramework project system is not installed, building a device project
// succeeds, and one of them says why nothing was built.

using System.Diagnostics;

namespace Portreeve.Tidy;

public class ToolsAbsentTests
{
    private const string Hint = "Device projects (*.nfproj) left out";

    [Theory]
    [InlineData("firmware/Portreeve.nfproj", "Build", true)]
    [InlineData("firmware/Doors.nfproj", "Build", false)]
    [InlineData("tests/Rooms/NFUnitTest.nfproj", "Rebuild", false)]
    [InlineData("firmware/Admin.nfproj", "Clean", false)]
    public async Task DeviceProject_IsLeftOutWithOneLine(string project, string target, bool speaks)
    {
        // A folder without the tools, so that the test is the same on every computer.
        string none = Path.Combine(Path.GetTempPath(), "no-nanoframework") + "/";
        var start = new ProcessStartInfo("dotnet",
            ["msbuild", project, "-nologo", "-v:m", $"-t:{target}", "-nodeReuse:false",
                $"-p:NanoFrameworkProjectSystemPath={none}"])
        {
            WorkingDirectory = Tree.Repository.Root,
            RedirectStandardOutput = true,
        };
        using Process process = Process.Start(start)!;
        string output = await process.StandardOutput.ReadToEndAsync(
            TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == 0, output);
        Assert.Equal(speaks ? 1 : 0, output.Split('\n').Count(l => l.Contains(Hint)));
        Assert.DoesNotContain("warning", output);
    }
}
