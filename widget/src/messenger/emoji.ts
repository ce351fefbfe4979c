/** A few dozen that people use, in groups; the whole set is a keyboard away. */
export const EMOJI = {
  faces: '😀 😃 😄 😁 😅 😂 🙂 😉 😊 😍 😘 😎 🤔 😐 🙄 😬 😮 😢 😭 😡 😴 🤗 🥳 😇',
  hands: '👍 👎 👋 👏 🙌 🙏 💪 👌 🤝 🤞 ✌️ 👉',
  signs: '❤️ 💔 💯 ✅ ❌ ❓ ❗ ⭐ 🔥 🎉 💡 ⚠️',
  things: '📦 🚚 🛒 💳 🧾 📷 📱 💻 📎 🔗 🔒 ⏰ ☕ 🎁 🏠 ✈️',
} as const;
