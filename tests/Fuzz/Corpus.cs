// Fuzz: what real programs say, kept as seeds.

namespace Portreeve.Fuzz;

internal static class Corpus
{
    /// <summary>A description in the shape that miniupnpd 2.3 gives, shortened.</summary>
    public const string Description =
        "<?xml version=\"1.0\"?>\n<root xmlns=\"urn:schemas-upnp-org:device-1-0\" configId=\"1\">"
        + "<specVersion><major>1</major><minor>1</minor></specVersion><device><deviceType>"
        + "urn:schemas-upnp-org:device:InternetGatewayDevice:1</deviceType><friendlyName>Linux "
        + "router</friendlyName><serviceList><service><serviceType>urn:schemas-upnp-org:service:"
        + "Layer3Forwarding:1</serviceType><serviceId>urn:upnp-org:serviceId:L3Forwarding1"
        + "</serviceId><SCPDURL>/L3F.xml</SCPDURL><controlURL>/ctl/L3F</controlURL><eventSubURL>"
        + "/evt/L3F</eventSubURL></service></serviceList><deviceList><device><serviceList>"
        + "<service><serviceType>urn:schemas-upnp-org:service:WANCommonInterfaceConfig:1"
        + "</serviceType><controlURL>/ctl/CmnIfCfg</controlURL></service></serviceList>"
        + "<deviceList><device><serviceList><service><serviceType>urn:schemas-upnp-org:service:"
        + "WANIPConnection:1</serviceType><serviceId>urn:upnp-org:serviceId:WANIPConn1</serviceId>"
        + "<SCPDURL>/WANIPCn.xml</SCPDURL><controlURL>/ctl/IPConn</controlURL><eventSubURL>"
        + "/evt/IPConn</eventSubURL></service></serviceList></device></deviceList></device>"
        + "</deviceList></device></root>";
}
