// Tidy: the stubs say nothing the real libraries do not. Every public member of reference/*.cs is
// looked up, by its documentation id, in the lists of the libraries' public members.

using Microsoft.CodeAnalysis;
using Portreeve.NanoCheck;

namespace Portreeve.Tidy;

public class StubTests
{
    private static readonly ReferenceStubs Stubs = new(Tree.Repository.Reference);

    public static TheoryData<string> Names => [.. Stubs.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void Stub_HoldsOnlyMembersOfTheLibrary(string name)
    {
        HashSet<string> listed =
            [.. File.ReadLines(Path.Combine(Tree.Repository.LibraryMembers, name + ".txt"))];
        string[] members = [.. Members(Stubs.Compilation(name).Assembly.GlobalNamespace)
            .Select(s => s.GetDocumentationCommentId()!)];
        Assert.NotEmpty(members);
        Tree.AssertNone(members.Where(id => !listed.Contains(id))
            .Select(id => $"{name} has no {id}"));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Stub_Compiles(string name) => Assert.NotEmpty(Stubs.Image(name));

    [Theory]
    [MemberData(nameof(Names))]
    public void Stub_IsReferencedByAProject(string name) => Assert.Contains(
        Tree.Repository.ChipProjects.Concat(Tree.Repository.UnitTests)
            .SelectMany(p => ChipProject.Read(p).References), r => r.Name == name);

    private static IEnumerable<ISymbol> Members(INamespaceOrTypeSymbol parent)
    {
        foreach (ISymbol member in parent.GetMembers())
        {
            if (member is INamespaceSymbol space)
            {
                foreach (ISymbol inner in Members(space))
                {
                    yield return inner;
                }
            }
            else if (member.DeclaredAccessibility is Accessibility.Public or Accessibility.Protected
                && !IsPartOfAnother(member))
            {
                yield return member;
                if (member is INamedTypeSymbol type)
                {
                    foreach (ISymbol inner in Members(type))
                    {
                        yield return inner;
                    }
                }
            }
        }
    }

    /// <summary>Accessors go with their property, a struct's and a delegate's own members with
    /// the type, an enum's hidden field with the enum.</summary>
    private static bool IsPartOfAnother(ISymbol member) =>
        member is IMethodSymbol
        {
            MethodKind: MethodKind.PropertyGet or MethodKind.PropertySet or MethodKind.EventAdd
                or MethodKind.EventRemove or MethodKind.DelegateInvoke
        }
        || (member.IsImplicitlyDeclared
            && member is not IMethodSymbol { MethodKind: MethodKind.Constructor })
        || (member.IsImplicitlyDeclared && member.ContainingType is
            { TypeKind: TypeKind.Struct or TypeKind.Delegate or TypeKind.Enum });
}
