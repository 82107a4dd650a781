// Reach: the datagrams of PCP (RFC 6887) and NAT-PMP (RFC 6886), written and read. Big-endian
// throughout. An answer counts only when it repeats what was asked: protocol, port, and with PCP
// the nonce that only we and the router know. Pure; it knows no socket.
//
//   PCP      request  2 | opcode | 0 0 | lifetime 4 | our address 16
//            answer   2 | 128+opcode | 0 | result | lifetime 4 | epoch 4 | 0 x 12
//            MAP      nonce 12 | protocol | 0 0 0 | internal 2 | external 2 | external address 16
//   NAT-PMP  request  0 | opcode                                     opcode 0: the address
//                     0 | 1 udp, 2 tcp | 0 0 | internal 2 | external 2 | lifetime 4
//            answer   0 | 128+opcode | result 2 | epoch 4 | address 4, or internal 2 | external 2
//                     | lifetime 4

namespace Portreeve.Reach
{
    /// <summary>One question to the router and its answer, in one buffer.</summary>
    internal sealed class PortMessage
    {
        /// <summary>UDP port of both (RFC 6886 section 3.1).</summary>
        public const int Port = 5351;

        /// <summary>Longest that is asked, and what an answer of SSDP is cut to.</summary>
        public const int BytesMax = 512;

        public const int NonceBytes = 12;

        private const int Announce = 0;
        private const int Map = 1;
        private const int AnswerBit = 128;
        private const int HeadBytes = 24;
        private const int MapBytes = 60;

        /// <summary>What is sent or came.</summary>
        public readonly byte[] Bytes = new byte[BytesMax];

        /// <summary>Its length.</summary>
        public int Length;

        /// <summary>Of the answer: 0 is success; the rest as in LeaseTrouble.Of...</summary>
        public int Result;

        /// <summary>Of the answer: seconds since the router's table began.</summary>
        public uint Epoch;

        /// <summary>Of the answer: how long, s; for an error of PCP how long to wait.</summary>
        public uint LifetimeS;

        /// <summary>Of the answer: the router's port.</summary>
        public int External;

        /// <summary>Of the answer: the router's outside address in host order, or 0.</summary>
        public uint Outside;

        /// <summary>The bytes as ASCII; any other byte is a blank.</summary>
        public string Text
        {
            get
            {
                char[] text = new char[Length];
                for (int i = 0; i < text.Length; i++)
                {
                    byte b = Bytes[i];
                    text[i] = b == '\n' || (b >= ' ' && b < 127) ? (char)b : ' ';
                }
                return new string(text);
            }
            set
            {
                for (int i = 0; i < value.Length; i++) Bytes[i] = (byte)value[i];
                Length = value.Length;
            }
        }

        /// <summary>The nonce from its hexadecimal digits.</summary>
        public static byte[] NonceOf(string hex)
        {
            byte[] nonce = new byte[NonceBytes];
            const string Digits = "0123456789abcdef";
            for (int i = 0; i < nonce.Length && 2 * i + 1 < hex.Length; i++)
            {
                nonce[i] = (byte)((Digits.IndexOf(hex[2 * i]) << 4)
                    | Digits.IndexOf(hex[2 * i + 1]));
            }
            return nonce;
        }

        /// <summary>Writes the question about a lease: asks for it or gives it back. Without one
        /// it asks whether the router is there, and NAT-PMP for the address, too.</summary>
        public void Write(bool isPcp, uint self, byte[] nonce, Lease lease)
        {
            if (lease == null)
            {
                if (isPcp) WriteAnnounce(self);
                else WriteAddress();
                return;
            }
            int lifetimeS = lease.IsWanted ? Limits.LeaseS : 0;
            int external = lease.External != 0 ? lease.External : lease.Port;
            if (isPcp) WriteMap(self, nonce, lease.IsUdp, lease.Port, external, lifetimeS);
            else WriteLease(lease.IsUdp, lease.Port, external, lifetimeS);
        }

        /// <summary>Reads the answer to Write. False: it is not the answer to this.</summary>
        public bool Read(bool isPcp, byte[] nonce, Lease lease)
        {
            if (lease == null) return isPcp ? ReadAnnounce(Length) : ReadAddress(Length);
            return isPcp ? ReadMap(Length, nonce, lease.IsUdp, lease.Port)
                : ReadLease(Length, lease.IsUdp, lease.Port);
        }

        /// <summary>PCP's "are you there".</summary>
        public void WriteAnnounce(uint self)
        {
            WriteHead(Announce, 0, self);
            Length = HeadBytes;
        }

        /// <summary>PCP's wish for a lease; 0 s gives it back.</summary>
        public void WriteMap(uint self, byte[] nonce, bool isUdp, int port, int external,
            int lifetimeS)
        {
            WriteHead(Map, lifetimeS, self);
            nonce.CopyTo(Bytes, HeadBytes);
            Put(36, isUdp ? 17 : 6, 1);
            Put(37, 0, 3);
            Put(40, port, 2);
            Put(42, external, 2);
            PutAddress(44, 0);
            Length = MapBytes;
        }

        /// <summary>NAT-PMP's question for the outside address.</summary>
        public void WriteAddress()
        {
            Put(0, 0, 2);
            Length = 2;
        }

        /// <summary>NAT-PMP's wish for a lease; 0 s gives it back.</summary>
        public void WriteLease(bool isUdp, int port, int external, int lifetimeS)
        {
            Put(0, isUdp ? 1 : 2, 2);
            Put(2, 0, 2);
            Put(4, port, 2);
            // Giving back asks for external port 0 (RFC 6886 section 3.4).
            Put(6, lifetimeS == 0 ? 0 : external, 2);
            Put(8, lifetimeS, 4);
            Length = 12;
        }

        /// <summary>True when the datagram is NAT-PMP's way to say that it knows no PCP.</summary>
        public bool IsOlder(int length)
        {
            return length >= 4 && length < HeadBytes && Bytes[0] == 0 && Bytes[1] >= AnswerBit
                && Number(2, 2) == 1;
        }

        /// <summary>Reads PCP's answer to WriteAnnounce.</summary>
        public bool ReadAnnounce(int length)
        {
            return ReadHead(length, Announce, HeadBytes);
        }

        /// <summary>The result of a router that has no address outside (RFC 6887 section 7.4, RFC
        /// 6886 section 3.5).</summary>
        public static int NoInternet(bool isPcp)
        {
            return isPcp ? 7 : 3;
        }

        /// <summary>Reads PCP's answer to WriteMap. False: it is not the answer to this.</summary>
        public bool ReadMap(int length, byte[] nonce, bool isUdp, int port)
        {
            // Whom an error concerns shows only in the body: one without it is not believed.
            if (!ReadHead(length, Map, MapBytes)) return false;
            for (int i = 0; i < NonceBytes; i++)
            {
                if (Bytes[HeadBytes + i] != nonce[i]) return false;
            }
            if (Bytes[36] != (isUdp ? 17 : 6) || Number(40, 2) != (uint)port) return false;
            External = (int)Number(42, 2);
            Outside = 0;
            // ::ffff:a.b.c.d, all of it, or no address of ours.
            bool isFour = Number(44, 4) == 0 && Number(48, 4) == 0 && Number(52, 4) == 0xFFFF;
            if (isFour) Outside = Number(56, 4);
            return Result != 0 || External != 0 || LifetimeS == 0;
        }

        /// <summary>Reads NAT-PMP's answer to WriteAddress.</summary>
        public bool ReadAddress(int length)
        {
            if (!ReadShort(length, 0)) return false;
            if (Result == 0 && length < 12) return false;
            Outside = Result == 0 ? Number(8, 4) : 0;
            return true;
        }

        /// <summary>Reads NAT-PMP's answer to WriteLease. False: not the answer to this.
        /// </summary>
        public bool ReadLease(int length, bool isUdp, int port)
        {
            if (!ReadShort(length, isUdp ? 1 : 2) || length < 16) return false;
            if (Number(8, 2) != (uint)port) return false;
            External = (int)Number(10, 2);
            LifetimeS = Number(12, 4);
            return Result != 0 || External != 0 || LifetimeS == 0;
        }

        private bool ReadShort(int length, int opcode)
        {
            if (length < 8 || Bytes[0] != 0 || Bytes[1] != AnswerBit + opcode) return false;
            Result = (int)Number(2, 2);
            Epoch = Number(4, 4);
            return true;
        }

        private bool ReadHead(int length, int opcode, int least)
        {
            if (length < least || Bytes[0] != 2 || Bytes[1] != AnswerBit + opcode) return false;
            Result = Bytes[3];
            LifetimeS = Number(4, 4);
            Epoch = Number(8, 4);
            return true;
        }

        private void WriteHead(int opcode, int lifetimeS, uint self)
        {
            Put(0, 2, 1);
            Put(1, opcode, 1);
            Put(2, 0, 2);
            Put(4, lifetimeS, 4);
            PutAddress(8, self);
        }

        private void PutAddress(int at, uint address)
        {
            Put(at, 0, 4);
            Put(at + 4, 0, 4);
            Put(at + 8, 0xFFFF, 4);
            Put(at + 12, (int)address, 4);
        }

        private void Put(int at, int value, int count)
        {
            for (int i = count - 1; i >= 0; i--)
            {
                Bytes[at + i] = (byte)value;
                value >>= 8;
            }
        }

        private uint Number(int at, int count)
        {
            uint number = 0;
            for (int i = 0; i < count; i++) number = (number << 8) | Bytes[at + i];
            return number;
        }
    }
}
