// Signatures of nanoFramework.ResourceManager.dll (NuGet nanoFramework.ResourceManager 1.2.32):
// the members the firmware may use, no code. A tidy test holds every line to the list of the library's public members.
// needs: -

namespace System.Resources
{
    public class ResourceManager
    {
        public extern ResourceManager(string baseName, System.Reflection.Assembly assembly);
    }
}

namespace nanoFramework.Runtime.Native
{
    public static class ResourceUtility
    {
        public static extern object GetObject(System.Resources.ResourceManager rm, System.Enum id);
        public static extern object GetObject(System.Resources.ResourceManager rm, System.Enum id,
            int offset, int length);
        public static extern string[] GetDelimitedStringResources(
            System.Resources.ResourceManager rm, System.Enum resource);
        public static extern string GetDelimitedStringResource(System.Resources.ResourceManager rm,
            System.Enum resource, int i);
    }
}
