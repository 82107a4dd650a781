// Host only: the stand-in for nanoFramework.Json refuses what the chip's library would not give
// back, so that it is found here. There is nothing to run on the chip.

using nanoFramework.Json;
using Portreeve.Flash;
using Xunit;

namespace Portreeve.Rooms.Host
{
    public class TrapTests
    {
        private static readonly string[] NoLines = new string[0];

        [Theory]
        [InlineData("\"quoted\"")]
        [InlineData("ends with \"")]
        [InlineData("tcp 8080 nas:80 # camera (5)")]
        [InlineData("2026-12-01T18:00:00Z")]
        [InlineData("20261201T180000 and more")]
        [InlineData("a;TZID=x:20261201T180000")]
        [InlineData("picture \uD83D\uDE00")]
        [InlineData("control \u0001")]
        public void Trap_Written_IsRefusedAndTheShieldHelps(string text)
        {
            Assert.Throws<SerializationException>(
                () => JsonConvert.SerializeObject(new JsonSample { Name = text, Lines = NoLines }));
            if (text[0] == 'p' || text[0] == 'c') return;
            string json = JsonConvert.SerializeObject(
                new JsonSample { Name = Shielded.Wrap(text), Lines = NoLines });
            JsonSample read = (JsonSample)JsonConvert.DeserializeObject(json, typeof(JsonSample));
            Assert.Equal(text, Shielded.Unwrap(read.Name));
        }

        [Fact]
        public void NullOfStringArray_Written_IsRefused()
        {
            Assert.Throws<SerializationException>(
                () => JsonConvert.SerializeObject(new JsonSample { Name = "x" }));
        }

        [Fact]
        public void NullItem_WrittenOrRead_IsRefused()
        {
            JsonSample sample = new JsonSample { Lines = new string[] { null } };
            Assert.Throws<SerializationException>(() => JsonConvert.SerializeObject(sample));
            Assert.Throws<System.NullReferenceException>(() => JsonConvert.DeserializeObject(
                "{\"Lines\":[null]}", typeof(JsonSample)));
        }
    }
}
