// A certificate for a server of a test, and the authority that has signed it.

using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Portreeve.Sockets;

/// <summary>Makes them.</summary>
internal static class Certificates
{
    /// <summary>The same as files for servers that nobody here wrote: PEM of the certificate, of
    /// its key, and of its authority.</summary>
    public static (string Certificate, string Key, string Authority) MakePem(string host)
    {
        (X509Certificate2 certificate, string authority) = Make(host);
        using RSA key = certificate.GetRSAPrivateKey();
        return (certificate.ExportCertificatePem(), key!.ExportPkcs8PrivateKeyPem(), authority);
    }

    /// <summary>A certificate with its key for this host, and its authority as PEM.</summary>
    public static (X509Certificate2 Certificate, string Authority) Make(string host)
    {
        using RSA authority = RSA.Create(2048);
        CertificateRequest root = new("CN=Test root", authority, HashAlgorithmName.SHA256,
            RSASignaturePadding.Pkcs1);
        root.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        DateTimeOffset from = DateTimeOffset.UtcNow.AddDays(-1);
        DateTimeOffset to = DateTimeOffset.UtcNow.AddDays(2);
        using X509Certificate2 ca = root.CreateSelfSigned(from, to);
        using RSA own = RSA.Create(2048);
        CertificateRequest leaf = new("CN=" + host, own, HashAlgorithmName.SHA256,
            RSASignaturePadding.Pkcs1);
        SubjectAlternativeNameBuilder name = new();
        name.AddDnsName(host);
        leaf.CertificateExtensions.Add(name.Build());
        using X509Certificate2 signed = leaf.Create(ca, from, to, [1, 2, 3, 4]);
        return (signed.CopyWithPrivateKey(own), ca.ExportCertificatePem());
    }
}
