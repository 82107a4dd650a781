// NanoCheck: each project references the libraries it uses and those that these need, no more. A
// library too many is flash and memory on the chip for nothing; one too few is an image that the
// runtime refuses at boot.

using Portreeve.NanoCheck.Rules;

namespace Portreeve.NanoCheck;

/// <summary>Compares a project's references with what its code uses.</summary>
internal sealed class Libraries
{
    private readonly ReferenceStubs _stubs;
    private readonly Dictionary<string, HashSet<string>> _ofProject = [];

    public Libraries(ReferenceStubs stubs) => _stubs = stubs;

    /// <summary>
    /// What is too many or missing. Projects must come after those they build on.
    /// </summary>
    public IEnumerable<Finding> Check(
        ChipProject project, RuleContext context, string where)
    {
        HashSet<string> needed = ["mscorlib"];
        foreach (string used in context.Module.AssemblyReferences.Select(r => r.Name)
            .Where(_stubs.Has))
        {
            Add(needed, used);
        }

        if (project.IsExe || project.Property("IsTestProject") == "true")
        {
            // What runs carries what its libraries' projects need, too.
            needed.UnionWith(project.ProjectReferences
                .SelectMany(p => _ofProject.GetValueOrDefault(p, [])));
        }

        _ofProject[project.FilePath] = needed;
        HashSet<string> listed = [.. project.References.Select(r => r.Name).Where(_stubs.Has)];
        foreach (string name in listed.Except(needed))
        {
            yield return new Finding("unused-library", where,
                $"nothing in it uses {name}, which would be flash and memory for nothing",
                "the project without this Reference (and packages.config without its line)");
        }

        foreach (string name in needed.Except(listed))
        {
            yield return new Finding("missing-library", where,
                $"{name} is used, or needed by a library that is",
                "a Reference with its HintPath, and its line in packages.config");
        }
    }

    private void Add(HashSet<string> needed, string name)
    {
        if (needed.Add(name))
        {
            foreach (string inner in _stubs.NeedsOf(name))
            {
                Add(needed, inner);
            }
        }
    }
}
